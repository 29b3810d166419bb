package io.videocatalog.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.videocatalog.cli.Program;
import io.videocatalog.faults.ServiceProcess;
import io.videocatalog.live.EventStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the packaged program, closed as it is by itself, lets its first users in. */
class FirstStartIT {

    private static final String ADMIN_TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String VIDEO = "{\"name\":\"n\",\"description\":\"d\"}";

    @TempDir
    Path home;

    private Program closed(Map<String, String> environment) {
        return Program.at(home).closed().with(environment);
    }

    private static HttpResponse<String> post(ServiceProcess service, String path, String token, String body) throws Exception {
        var request = service.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return service.send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    @Test
    void three_commands_lead_to_a_first_write() throws Exception {
        Program program = closed(Map.of());
        try (ServiceProcess service = ServiceProcess.start(program)) {
            assertEquals(401, post(service, "/api/videos", null, VIDEO).statusCode());
            assertEquals(401, service.get("/api/videos").statusCode());
            Program.Result added = program.run("user", "add", "--admin", "--token", "ada@example.org");
            assertEquals("Added ada@example.org as admin, id 1.\n", added.err());
            assertEquals(201, post(service, "/api/videos", added.out().strip(), VIDEO).statusCode());
            assertEquals("user-created token-created", actions(service, added.out().strip()));
            assertEquals(403, post(service, "/api/setup", null, setup(code(service))).statusCode());
            assertFalse(service.out().contains(added.out().strip()), service.out());
        }
    }

    private static String code(ServiceProcess service) {
        Matcher code = Pattern.compile("POST /api/setup with the code (vc_\\S{43})").matcher(service.out());
        assertTrue(code.find(), service.out());
        return code.group(1);
    }

    private static String setup(String code) {
        return "{\"code\":\"" + code + "\",\"name\":\"Ada\",\"email\":\"ada@example.org\",\"password\":\"a long walk home\"}";
    }

    @Test
    void the_code_of_the_first_start_creates_one_administrator() throws Exception {
        Program program = closed(Map.of());
        String token;
        try (ServiceProcess service = ServiceProcess.start(program)) {
            String code = code(service);
            assertEquals(400, post(service, "/api/setup", null, setup(code).replace("a long walk home", "password")).statusCode());
            assertEquals(403, post(service, "/api/setup", null, setup(OpaqueToken.next())).statusCode());
            HttpResponse<String> created = post(service, "/api/setup", null, setup(code));
            assertEquals(201, created.statusCode(), created.body());
            assertEquals(403, post(service, "/api/setup", null, setup(code).replace("ada@", "eve@")).statusCode());
            token = created.body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
            assertEquals(201, post(service, "/api/videos", token, VIDEO).statusCode());
            assertEquals("set-up-refused user-created token-created set-up-refused", actions(service, token));
        }
        try (ServiceProcess service = ServiceProcess.start(program)) {
            assertFalse(service.out().contains("/api/setup"), service.out());
            assertEquals(201, post(service, "/api/videos", token, VIDEO).statusCode());
        }
    }

    private static String actions(ServiceProcess service, String token) throws Exception {
        return service.send(service.request("/api/audit?format=csv&fields=action").header("Authorization", "Bearer " + token)).body()
                .lines()
                .skip(1).collect(Collectors.joining(" "));
    }

    @Test
    void a_new_folder_of_data_is_closed_to_other_users_of_the_machine() throws Exception {
        Path folder = home.resolve("new");
        assertEquals(0, Program.at(folder).calledIn(home).run("db", "upgrade").code());
        assertTrue(Files.exists(folder.resolve("catalog.mv.db")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void an_administrator_s_token_holds_while_it_is_set() throws Exception {
        Path file = Files.writeString(home.resolve("token"), ADMIN_TOKEN + "\n");
        try (ServiceProcess service = ServiceProcess.start(closed(Map.of("VIDEO_CATALOG_ADMIN_TOKEN_FILE", file.toString())))) {
            assertEquals(201, post(service, "/api/videos", ADMIN_TOKEN, VIDEO).statusCode());
            HttpResponse<String> changes = service
                    .send(service.request("/api/changes?by=VIDEO_CATALOG_ADMIN_TOKEN").header("Authorization", "Bearer " + ADMIN_TOKEN));
            assertTrue(changes.body().contains("\"kind\":\"created\""), changes.body());
            assertEquals(401, post(service, "/api/videos", ADMIN_TOKEN + "x", VIDEO).statusCode());
            assertFalse(service.out().contains("/api/setup"), service.out());
            assertFalse(service.out().contains(ADMIN_TOKEN), service.out());
        }
        try (ServiceProcess service = ServiceProcess.start(closed(Map.of("VIDEO_CATALOG_PUBLIC_READS", "true")))) {
            assertEquals(401, post(service, "/api/videos", ADMIN_TOKEN, VIDEO).statusCode());
            assertEquals(401, post(service, "/api/videos", null, VIDEO).statusCode());
            assertEquals(200, service.get("/api/videos").statusCode());
            assertEquals(200, service.get("/api/videos/1").statusCode());
            for (String path : new String[]{"/api/users", "/api/users/1", "/api/users/1/videos", "/api/tokens", "/api/audit"}) {
                assertEquals(401, service.get(path).statusCode(), path);
            }
            assertEquals(401, service.get("/api/events?entity=users").statusCode());
            strangersHearOnlyOfWhatComes(service);
        }
    }

    private void strangersHearOnlyOfWhatComes(ServiceProcess service) throws Exception {
        try (EventStream stream = EventStream.of(service.request("/api/events").build().uri(), Map.of("Last-Event-ID", "0"))) {
            stream.next("reset");
            stream.ready();
            assertEquals(0, closed(Map.of()).runWith(VIDEO.replace("\"n\"", "\"new\""), "import", "-").code());
            JsonNode change = stream.next("change").data();
            assertEquals("new", change.at("/after/name").asText());
            assertTrue(change.get("by").isNull() && change.get("requestId").isNull(), change::toString);
        }
    }

    @Test
    void settings_that_would_let_strangers_in_end_the_start() throws Exception {
        refuses(Map.of("VIDEO_CATALOG_ADMIN_TOKEN", "0123456789abcdef0123456789abcde"), "has 31 characters");
        refuses(Map.of("VIDEO_CATALOG_ADMIN_TOKEN", ADMIN_TOKEN, "VIDEO_CATALOG_ADMIN_TOKEN_FILE", "x"), "not both");
        refuses(Map.of("VIDEO_CATALOG_ADMIN_TOKEN_FILE", home.resolve("absent").toString()), "cannot be read");
        refuses(Map.of("VIDEO_CATALOG_SIGN_IN", "false", "QUARKUS_HTTP_HOST", "0.0.0.0"), "listens on loopback only");
    }

    private void refuses(Map<String, String> environment, String sentence) throws Exception {
        try (ServiceProcess service = ServiceProcess.launch(closed(environment))) {
            assertEquals(1, service.exitCode(60));
            assertTrue(service.err().contains(sentence), service.err());
            assertEquals(1, service.err().lines().count(), service.err());
            assertFalse(service.err().contains("0123456789abcdef"), service.err());
        }
    }

    @Test
    void commands_look_after_users_and_tokens() throws Exception {
        Program program = closed(Map.of());
        try (ServiceProcess service = ServiceProcess.start(program)) {
            assertEquals(0, program.runWith("a long walk home\n", "user", "add", "--admin", "--password-stdin", "ada@example.org").code());
            fails(program.run("user", "add", "ada@example.org"), "email: is taken");
            fails(program.runWith("password\n", "user", "add", "--password-stdin", "bob@example.org"), "password: is one that others");
            Program.Result made = program.run("token", "create", "--user", "ada@example.org", "--name", "robot", "--scope", "editor");
            String token = made.out().strip();
            assertEquals(201, post(service, "/api/videos", token, VIDEO).statusCode());
            fails(program.run("token", "create", "--user", "eve@example.org", "--name", "n"), "There is no user eve@example.org");
            fails(program.run("token", "create", "--user", "ada@example.org", "--name", "n", "--days", "400"), "expiresAt");
            String line = program.run("token", "list").out().lines().filter(text -> text.contains("robot")).findFirst().orElseThrow();
            assertFalse(line.contains("vc_"), line);
            assertEquals(0, program.run("token", "revoke", line.split(" ")[0]).code());
            assertEquals(401, post(service, "/api/videos", token, VIDEO).statusCode());
            assertEquals("1       admin   ada@example.org  ada\n", program.run("user", "list").out());
            assertEquals(0, program.runWith("another long walk\n", "user", "password", "--password-stdin", "ada@example.org").code());
            assertEquals(201, post(service, "/api/sessions", null, "{\"email\":\"ada@example.org\",\"password\":\"another long walk\"}")
                    .statusCode());
        }
    }

    private static void fails(Program.Result result, String sentence) {
        assertEquals(1, result.code(), result.err());
        assertEquals("", result.out());
        assertTrue(result.err().contains(sentence), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }
}
