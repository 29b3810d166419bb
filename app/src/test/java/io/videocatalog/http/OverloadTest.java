package io.videocatalog.http;

import static io.videocatalog.http.Api.unique;
import static io.videocatalog.http.Stranger.fresh;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.resource.Gzip;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More than the service takes, whoever it comes from: requests at once, and bytes of an import. */
@QuarkusTest
@TestProfile(AmongStrangers.class)
class OverloadTest {

    private static final int PATIENCE_SECONDS = 60;

    @Test
    void more_requests_than_can_be_carried_out_are_refused_at_once_and_slow_bodies_hold_no_place() throws Exception {
        try (UnfinishedRequests slow = new UnfinishedRequests(); UnfinishedRequests imports = new UnfinishedRequests()) {
            for (int i = 0; i < AmongStrangers.REQUESTS + 2; i++) {
                slow.begin("/api/videos", "application/json", fromNewAddress());
            }
            fresh().get("/api/videos").then().statusCode(200);
            takeAllPlaces(imports);
            SoundAnswer.orUnavailable(fresh()).get("/api/videos").then().statusCode(503).header("Retry-After", notNullValue());
            SoundAnswer.orUnavailable(fresh()).contentType("application/json").body("{\"name\":\"n\",\"description\":\"d\"}")
                    .post("/api/videos").then().statusCode(503);
            fresh().get("/q/health/ready").then().statusCode(200);
            fresh().get("/problems").then().statusCode(200);
            imports.close();
            awaitRoom();
        }
    }

    private static String fromNewAddress() {
        return "X-Forwarded-For: " + Stranger.newAddress();
    }

    // An import that comes while the question holds a place is refused, hence the next.
    private static void takeAllPlaces(UnfinishedRequests imports) throws Exception {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        do {
            assertTrue(Instant.now().isBefore(end), "the places do not get taken");
            imports.begin("/api/videos/import", "application/x-ndjson", fromNewAddress());
        } while (!staysFull());
    }

    // The place of the question before may not be free yet.
    private static boolean staysFull() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            if (!isFull()) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    private static boolean isFull() {
        return SoundAnswer.orUnavailable(fresh()).get("/api/videos").then().statusCode(oneOf(200, 503)).extract().statusCode() == 503;
    }

    private static void awaitRoom() throws InterruptedException {
        for (int i = 0; isFull(); i++) {
            assertTrue(i < PATIENCE_SECONDS * 10, "the places do not get free");
            Thread.sleep(100);
        }
    }

    @Test
    void an_import_over_the_limit_ends_with_413() {
        String name = unique();
        String row = "{\"name\":\"" + name + "\",\"description\":\"d\"}\n";
        byte[] rows = row.repeat(AmongStrangers.MAX_IMPORT / row.length() + 1).getBytes(StandardCharsets.UTF_8);
        fresh().contentType("application/x-ndjson").body(rows).post("/api/videos/import").then().statusCode(413);
        fresh().get("/api/videos?count=true&name=" + name).then().body("total", is(0));

        for (String type : List.of("application/x-ndjson", "text/csv", "application/json")) {
            String report = fresh().contentType(type).header("Content-Encoding", "gzip").body(Gzip.compress(document(type, name)))
                    .post("/api/videos/import").then().statusCode(200).extract().asString();
            String last = report.lines().reduce((before, line) -> line).orElseThrow();
            assertThat(type, last, containsString("\"status\":413"));
        }
        fresh().contentType("application/x-ndjson").body(row).post("/api/videos/import").then().statusCode(200);
    }

    private static byte[] document(String type, String name) {
        String row = switch (type) {
            case "text/csv" -> name + ",d\n";
            case "application/json" -> "{\"name\":\"" + name + "\",\"description\":\"d\"},";
            default -> "{\"name\":\"" + name + "\",\"description\":\"d\"}\n";
        };
        String begin = type.equals("text/csv") ? "name,description\n" : type.equals("application/json") ? "[" : "";
        return (begin + row.repeat(AmongStrangers.MAX_IMPORT / row.length() + 1)).getBytes(StandardCharsets.UTF_8);
    }
}
