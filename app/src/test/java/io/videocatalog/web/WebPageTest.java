package io.videocatalog.web;

import static io.videocatalog.http.Api.api;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page, as they are sent. */
@QuarkusTest
class WebPageTest {

    private static final Path FOLDER = Path.of("src/main/resources/web");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/page/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
    private static final Pattern KEY = Pattern.compile("(?m)^  '?([\\w.-]+)'?:");

    @ParameterizedTest
    @CsvSource({"/, text/html;charset=UTF-8", "/page/main.js, text/javascript;charset=UTF-8",
            "/page/text/ko.js, text/javascript;charset=UTF-8",
            "/page/style.css, text/css;charset=UTF-8", "/page/icon.svg, image/svg+xml", "/page/preact.txt, text/plain;charset=UTF-8"})
    void each_file_says_what_it_is_and_is_asked_for_again_only_when_it_is_another(String path, String mediaType) {
        Response file = api().get(path);
        file.then().statusCode(200).header("Content-Type", mediaType).header("Cache-Control", "no-cache").header("Vary", "accept-encoding")
                .header("X-Content-Type-Options", "nosniff");
        api().header("If-None-Match", file.header("ETag")).get(path).then().statusCode(304).body(is(""));
        api().header("If-None-Match", "W/\"0123456789abcdef\"").get(path).then().statusCode(200);
        api().head(path).then().statusCode(200).header("ETag", file.header("ETag")).body(is(""));
    }

    @Test
    void is_sent_compressed_to_those_who_take_that() throws Exception {
        HttpResponse<byte[]> compressed = get("/page/main.js", "br, gzip");
        HttpResponse<byte[]> plain = get("/page/main.js", "identity");
        assertEquals(Optional.of("gzip"), compressed.headers().firstValue("Content-Encoding"));
        assertEquals(Optional.empty(), plain.headers().firstValue("Content-Encoding"));
        assertArrayEquals(plain.body(), new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes());
    }

    @Test
    void lets_only_its_own_files_run() {
        String policy = api().get("/").header("Content-Security-Policy");
        assertThat(policy, containsString("default-src 'none'; script-src 'self'; style-src 'self';"));
        assertThat(policy, containsString("frame-ancestors 'none'"));
        assertThat(policy, not(containsString("unsafe")));
        assertThat(api().get("/").asString(), not(containsString("style=")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/nothing.js", "/page/main.ts", "/page/text/../../application.properties",
            "/page/..%2fapplication.properties",
            "/page/a/b/c.js", "/page/", "/web/index.html"})
    void what_is_no_file_of_the_page_is_not_found(String path) {
        api().get(path).then().statusCode(404);
    }

    @Test
    void all_that_a_browser_loads_is_under_60_kb() throws Exception {
        int bytes = 0;
        for (Path file : files("")) {
            bytes += get("/" + FOLDER.relativize(file).toString().replace("index.html", ""), "gzip").body().length;
        }
        assertThat(bytes, lessThan(60_000));
    }

    @Test
    void every_module_is_fetched_ahead() throws IOException {
        Set<String> ahead = found(ADDRESS, Files.readString(FOLDER.resolve("index.html")));
        Set<String> needed = new TreeSet<>(Set.of("/page/icon.svg", "/page/style.css", "/page/main.js"));
        for (Path module : files(".js")) {
            for (String name : found(IMPORT, Files.readString(module))) {
                needed.add("/page/" + name.substring(2));
            }
        }
        assertEquals(needed, ahead);
    }

    @Test
    void every_language_has_every_text() throws IOException {
        Set<String> english = found(KEY, Files.readString(FOLDER.resolve("page/text/en.js")));
        for (Path language : files(".js").stream().filter(file -> file.getParent().endsWith("text")).toList()) {
            Set<String> texts = found(KEY, Files.readString(language));
            // What the API says in English already.
            texts.removeIf(key -> key.startsWith("fault.") || key.startsWith("problem."));
            assertEquals(english, texts, language.toString());
        }
    }

    // As it comes: the tests' usual client takes the compression off.
    private static HttpResponse<byte[]> get(String path, String encodings) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Accept-Encoding", encodings).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("preact.txt") && file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
