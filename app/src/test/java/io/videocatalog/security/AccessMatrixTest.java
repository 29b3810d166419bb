package io.videocatalog.security;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static io.videocatalog.security.Person.asAdmin;
import static io.videocatalog.security.Person.with;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.videocatalog.model.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every operation of the OpenAPI document, called by everybody there is. An operation without a rule here fails. */
@QuarkusTest
@TestProfile(SignInRequired.class)
class AccessMatrixTest {

    /** Who may call an operation that is about something of the owner's. */
    private enum Rule {
        EVERYBODY("nobody", "viewer", "editor", "owner", "editor of all", "admin"),
        SIGNED_IN("viewer", "editor", "owner", "editor of all", "admin"),
        EDITORS("editor", "owner", "editor of all", "admin"),
        EDITORS_OF_IT("owner", "editor of all", "admin"),
        OWNER("owner", "admin"),
        ADMINS("admin");

        private final List<String> callers;

        Rule(String... callers) {
            this.callers = List.of(callers);
        }
    }

    private static final Map<String, Rule> RULES = new TreeMap<>(Map.ofEntries(
            entry("setUp", Rule.EVERYBODY), entry("signIn", Rule.EVERYBODY),
            entry("getSession", Rule.SIGNED_IN), entry("signOut", Rule.SIGNED_IN),
            entry("listTokens", Rule.SIGNED_IN), entry("createToken", Rule.SIGNED_IN),
            entry("getToken", Rule.OWNER), entry("revokeToken", Rule.OWNER),
            entry("listAuditEvents", Rule.ADMINS), entry("getAuditEvent", Rule.ADMINS),
            entry("listVideos", Rule.SIGNED_IN), entry("getVideo", Rule.SIGNED_IN),
            entry("createVideo", Rule.EDITORS), entry("importVideos", Rule.EDITORS),
            entry("replaceVideo", Rule.EDITORS_OF_IT), entry("patchVideo", Rule.EDITORS_OF_IT), entry("deleteVideo", Rule.EDITORS_OF_IT),
            entry("listUsers", Rule.SIGNED_IN), entry("getUser", Rule.SIGNED_IN), entry("listUserVideos", Rule.SIGNED_IN),
            entry("createUser", Rule.ADMINS), entry("importUsers", Rule.ADMINS), entry("replaceUser", Rule.ADMINS),
            entry("patchUser", Rule.ADMINS), entry("deleteUser", Rule.ADMINS), entry("changePassword", Rule.OWNER),
            // The tests' own entity, which says nothing of access.
            entry("listPlaylists", Rule.SIGNED_IN), entry("getPlaylist", Rule.SIGNED_IN), entry("createPlaylist", Rule.EDITORS),
            entry("importPlaylists", Rule.EDITORS), entry("replacePlaylist", Rule.EDITORS), entry("patchPlaylist", Rule.EDITORS),
            entry("deletePlaylist", Rule.EDITORS), entry("listenToChanges", Rule.SIGNED_IN),
            entry("listChanges", Rule.SIGNED_IN), entry("getChange", Rule.SIGNED_IN),
            entry("listTrash", Rule.SIGNED_IN), entry("listVideoHistory", Rule.SIGNED_IN), entry("listUserHistory", Rule.SIGNED_IN),
            entry("listPlaylistHistory", Rule.SIGNED_IN), entry("revertChange", Rule.EDITORS_OF_IT),
            entry("revertRequest", Rule.EDITORS_OF_IT)));

    private record Operation(String id, String method, String path) {
    }

    private Person owner;
    /** Tokens by who shows them; null for none. */
    private final Map<String, String> callers = new LinkedHashMap<>();

    @Test
    void lets_everybody_do_what_the_rules_say_and_no_more() {
        makeCallers();
        List<Operation> operations = operations();
        assertEquals(RULES.keySet(), new TreeSet<>(operations.stream().map(Operation::id).toList()), "operations and rules");
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            callers.forEach((caller, token) -> {
                int status = call(operation, operation.id.equals("signOut") ? another(token) : token);
                boolean let = status != 401 && status != 403 && status != 404;
                if (let != RULES.get(operation.id).callers.contains(caller) || status >= 500
                        || !let && status != refusal(operation, caller)) {
                    wrong.add(caller + " " + operation.id + ": " + status);
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    private void makeCallers() {
        owner = Person.of("editor");
        owner.video(); // Has the owner stay when an admin may delete users.
        callers.put("nobody", null);
        callers.put("viewer", Person.of("viewer").token());
        callers.put("editor", Person.of("editor").token());
        callers.put("owner", owner.token());
        callers.put("editor of all", Person.of("editor", Map.of("editsAll", true)).token());
        callers.put("admin", Person.of("admin").token());
        callers.put("of the wrong form", "x".repeat(43));
        callers.put("unknown", OpaqueToken.next());
        callers.put("expired", expired(Person.of("admin").token()));
        callers.put("revoked", revoked(Person.of("admin")));
        callers.put("of a deleted user", ofDeleted(Person.of("admin")));
        callers.put("session shown as a token", Person.of("admin").signIn().cookie("__Host-session"));
    }

    private static String expired(String token) {
        QuarkusTransaction.requiringNew()
                .run(() -> Token.update("expiresAt = ?1 where hash = ?2", Instant.now().minusSeconds(1), OpaqueToken.hash(token)));
        return token;
    }

    private static String revoked(Person person) {
        List<Integer> ids = person.asks().get("/api/tokens?userId=" + person.id()).jsonPath()
                .getList("items.findAll { it.kind == 'program' }.id");
        assertEquals(1, ids.size());
        person.asks().delete("/api/tokens/" + ids.get(0)).then().statusCode(204);
        return person.token();
    }

    private static String ofDeleted(Person person) {
        asAdmin(api()).delete("/api/users/" + person.id()).then().statusCode(204);
        return person.token();
    }

    private static List<Operation> operations() {
        Map<String, Map<String, Object>> paths = api().get("/q/openapi?format=json").jsonPath().getMap("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (path.startsWith("/api/") && operation instanceof Map<?, ?> described) {
                operations.add(new Operation(described.get("operationId").toString(), method, path));
            }
        }));
        return operations;
    }

    private int call(Operation operation, String token) {
        RequestSpecification request = body(operation, token);
        Response answer = (token == null ? request : with(request, token)).request(operation.id.equals("listenToChanges")
                ? "head" // the answer to a GET does not end
                : operation.method, address(operation, token));
        return answer.statusCode();
    }

    /** A token that can be spared, of whoever has this one. */
    private static String another(String token) {
        String made = token == null ? null : with(json(Map.of("name", "another")), token).post("/api/tokens").path("token");
        return made == null ? token : made;
    }

    private static int refusal(Operation operation, String caller) {
        boolean known = Rule.EVERYBODY.callers.contains(caller) && !caller.equals("nobody");
        boolean hidden = operation.path.startsWith("/api/tokens/");
        return !known ? 401 : hidden ? 404 : 403;
    }

    // A new one each time: whoever may delete it does.
    private String address(Operation operation, String token) {
        String id = !operation.path.contains("{id}") ? "" : switch (operation.path.split("/")[2]) {
            case "videos" -> owner.video().replaceAll(".*/", "");
            // Whose password an administrator changes loses every token.
            case "users" -> operation.id.equals("changePassword") && !owner.token().equals(token) ? spare() : String.valueOf(owner.id());
            case "tokens" -> owner.sends(Map.of("name", "one more")).post("/api/tokens").path("id").toString();
            case "audit" -> asAdmin(api()).get("/api/audit?limit=1").path("items[0].id").toString();
            default -> asAdmin(json(Map.of("name", unique(), "rank", 1))).post("/api/playlists").path("id").toString();
        };
        String number = operation.path.contains("{number}") ? change("number") : "";
        return operation.path.replace("{id}", id).replace("{number}", number);
    }

    /** What the only change of a new video of the owner's has. */
    private String change(String member) {
        return asAdmin(api()).get(owner.video() + "/history").path("items[0]." + member).toString();
    }

    private static String spare() {
        return asAdmin(json(Map.of("name", unique(), "email", unique() + "@example.org"))).post("/api/users").path("id").toString();
    }

    private RequestSpecification body(Operation operation, String token) {
        return switch (operation.id) {
            case "createVideo", "replaceVideo", "patchVideo" -> json(Person.videoNamed(unique()));
            case "replaceUser", "patchUser" -> json(Map.of("name", unique(), "email", owner.email(), "role", "editor"));
            case "createUser" -> json(Map.of("name", unique(), "email", unique() + "@example.org"));
            case "createPlaylist", "replacePlaylist", "patchPlaylist" -> json(Map.of("name", unique(), "rank", 1));
            case "createToken" -> json(Map.of("name", "another"));
            case "changePassword" -> json(owner.token().equals(token)
                    ? Map.of("password", owner.password(), "currentPassword", owner.password())
                    : Map.of("password", owner.password()));
            case "revertRequest" -> json(Map.of("requestId", change("requestId")));
            case "setUp", "signIn" -> json(Map.of());
            default -> operation.id.startsWith("import") ? json("[]") : api();
        };
    }
}
