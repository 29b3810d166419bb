package io.videocatalog.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.db.Retried;
import io.videocatalog.http.BodyMembers;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.RateLimits;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.Token.Kind;
import io.videocatalog.model.User;
import io.videocatalog.security.Audit;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Passwords;
import io.videocatalog.security.Refusal;
import io.videocatalog.security.SessionCookie;
import io.videocatalog.security.SignInSettings;
import io.videocatalog.security.Tokens;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Signs people in and out. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private static final String CURRENT = "/api/sessions/current";
    private static final int LONGEST_NAME = 100;

    @Inject
    SignInSettings settings;
    @Inject
    Passwords passwords;
    @Inject
    Tokens tokens;
    @Inject
    Audit audit;
    @Inject
    RateLimits limits;
    @Inject
    CurrentVertxRequest request;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(hidden = true)
    public Response signIn(ObjectNode body, @HeaderParam(HttpHeaders.USER_AGENT) String browser, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        BodyMembers members = new BodyMembers(body, Set.of("email", "password"));
        String email = members.required("email");
        members.requireStorable("email");
        String password = members.required("password");
        members.requireSound();
        limits.countSignIn(request.getCurrent(), email);
        Optional<User> user = User.findByEmail(email);
        Optional<String> hash = passwords.matching(user, password);
        if (hash.isEmpty()) {
            audit.recordRefusal(caller(), "sign-in-failed", CURRENT, email);
            throw Refusal.wrongPassword();
        }
        Token session = Tokens.newToken(user.orElseThrow(), Kind.SESSION, named(browser), Role.ADMIN, settings.sessionLifetime());
        Caller signedIn = caller().signedInAs(session.user);
        String secret = QuarkusTransaction.requiringNew().call(() -> {
            User.lock(session.user.id);
            if (!passwords.isOf(session.user, hash.get())) { // Somebody has changed it meanwhile.
                throw Refusal.wrongPassword();
            }
            audit.record(signedIn, "sign-in", CURRENT, session.name);
            return tokens.issue(session);
        });
        return Response.created(URI.create(CURRENT)).cookie(SessionCookie.of(secret, settings.sessionLifetime()))
                .entity(describe(signedIn)).build();
    }

    // A header may have what a name must not.
    private static String named(String browser) {
        String name = browser == null ? "" : browser.replaceAll("[^ -~]+", " ").strip();
        return name.isEmpty() ? "unnamed" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private Caller caller() {
        return Caller.of(request.getCurrent());
    }

    private static byte[] describe(Caller caller) {
        return StrictJson.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("name", caller.name());
            json.writeObjectField("userId", caller.userId());
            json.writeStringField("role", caller.role().toString());
            json.writeBooleanField("editsAll", caller.editsAll());
            json.writeEndObject();
        });
    }

    @GET
    @Path("current")
    @RolesAllowed("viewer")
    @Operation(hidden = true)
    public byte[] current(@Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        return describe(caller());
    }

    @DELETE
    @Path("current")
    @RolesAllowed("viewer")
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response signOut(@Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        if (caller().tokenId() != null) {
            Token.revoke(caller().tokenId());
            audit.record(caller(), "sign-out", CURRENT, "");
        }
        return Response.noContent().cookie(SessionCookie.none()).build();
    }
}
