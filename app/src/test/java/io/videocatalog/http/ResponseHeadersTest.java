package io.videocatalog.http;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ResponseHeadersTest {

    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script(?: defer)?>(.*?)</script>", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/main.js", "/page/nothing", "/api/videos", "/api/videos/0", "/api/videos?limit=0",
            "/api/videos?format=csv", "/problems",
            "/problems/not-found",
            "/nowhere", "/q/openapi", "/q/health", "/q/metrics", "/q/swagger-ui/", "/q/nowhere"})
    void every_answer_tells_browsers_to_be_careful(String path) {
        Headers headers = api().get(path).headers();
        assertThat(headers.getValue("X-Content-Type-Options"), is("nosniff"));
        assertThat(headers.getValue("Referrer-Policy"), is("no-referrer"));
        assertThat(headers.getValue("Cross-Origin-Resource-Policy"), is("same-origin"));
        assertThat(headers.getValue("Content-Security-Policy"), containsString("default-src 'none'"));
        assertThat(headers.getValue("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
        assertThat("without TLS", headers.getValue("Strict-Transport-Security"), is(nullValue()));
        assertThat("each once", headers.getValues("Content-Security-Policy"), hasSize(1));
    }

    @Test
    void what_is_not_public_is_not_kept_and_can_still_be_asked_for_by_its_version() {
        Response created = json(Map.of("name", unique(), "description", "d")).post("/api/videos");
        String address = created.header("Location");
        created.then().header("Cache-Control", "no-store");
        api().get(address).then().statusCode(200).header("Cache-Control", "no-store");
        api().header("If-None-Match", created.header("ETag")).get(address).then().statusCode(304).header("Cache-Control", "no-store")
                .header("ETag", created.header("ETag"));
        api().get("/api/nowhere").then().statusCode(404).header("Cache-Control", "no-store");
        api().get("/problems/not-found").then().header("Cache-Control", "public, max-age=86400");
    }

    @Test
    void the_page_of_the_document_may_run_its_own_scripts_and_no_others() throws Exception {
        Response page = api().get("/q/swagger-ui/");
        String policy = page.header("Content-Security-Policy");
        List<String> scripts = INLINE_SCRIPT.matcher(page.asString()).results().map(script -> script.group(1)).toList();
        assertThat(scripts, hasSize(2));
        for (String script : scripts) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertThat(policy, containsString("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"));
        }
        assertThat(policy.replaceFirst("style-src[^;]*", ""), not(containsString("unsafe")));
        assertThat(page.asString(), not(containsString("Quarkus")));
    }
}
