package io.videocatalog.transfer;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.http.SoundAnswer.orUnavailable;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.videocatalog.http.HttpSettings;
import io.videocatalog.http.RawHttp;
import io.videocatalog.http.UnfinishedRequests;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransferGateTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final int PATIENCE_SECONDS = 60;

    @Inject
    HttpSettings settings;

    private final String name = unique();

    @Test
    void where_all_places_are_taken_imports_and_exports_are_refused_and_nothing_else_is() throws Exception {
        json(Map.of("name", name, "description", "d")).post("/api/videos").then().statusCode(201);
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        try (UnfinishedRequests imports = new UnfinishedRequests()) {
            while (!staysRefused() || imports.count() - imports.refused() != settings.maxTransfers()) {
                assertTrue(Instant.now().isBefore(end), imports.refused() + " of " + imports.count() + " imports were refused");
                imports.begin("/api/videos/import", NDJSON);
            }
            for (Response refused : new Response[]{export(),
                    orUnavailable(api()).contentType(NDJSON).body(new byte[0]).post("/api/videos/import")}) {
                refused.then().statusCode(503).header("Retry-After", notNullValue()).body("detail",
                        startsWith("Too many imports and exports are running"));
            }
            api().get("/api/videos?name=" + name).then().statusCode(200).body("items", hasSize(1));
        }
        requirePlace();
    }

    /** The end of such a request is noticed while a thread still takes its place. */
    @Test
    void imports_that_break_off_as_they_begin_leave_no_place_taken() throws Exception {
        byte[] broken = ("POST /api/videos/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + NDJSON
                + "\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 2000; i++) {
            RawHttp.exchange(broken);
        }
        requirePlace();
    }

    private void requirePlace() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (isRefused(export())) {
            assertTrue(Instant.now().isBefore(end), "the places do not get free");
            Thread.sleep(50);
        }
    }

    private Response export() {
        return orUnavailable(api()).get("/api/videos?format=ndjson&name=" + name);
    }

    // The place of the export before may not be free yet.
    private boolean staysRefused() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            if (!isRefused(export())) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    private static boolean isRefused(Response answer) {
        return answer.statusCode() == 503;
    }
}
