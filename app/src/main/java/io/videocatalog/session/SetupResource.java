package io.videocatalog.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.db.Retried;
import io.videocatalog.http.BodyMembers;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.RateLimits;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Audit;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Refusal;
import io.videocatalog.security.SetupCode;
import io.videocatalog.security.Tokens;
import io.videocatalog.user.Accounts;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Creates the first administrator, by the code that the log of the first start has. */
@Path("/api/setup")
@Produces(MediaType.APPLICATION_JSON)
public class SetupResource {

    private static final Representation<User> USERS = new Representation<>(User.class);
    private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);

    @Inject
    SetupCode codes;
    @Inject
    Accounts accounts;
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
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response create(ObjectNode body, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        BodyMembers members = new BodyMembers(body, Set.of("code", "name", "email", "password"));
        String code = members.required("code");
        User user = new User();
        user.name = members.required("name");
        user.email = members.required("email");
        user.role = Role.ADMIN;
        Optional<String> password = Optional.of(members.required("password"));
        members.requireSound();
        limits.countSignIn(request.getCurrent(), user.email);
        Caller stranger = Caller.of(request.getCurrent());
        if (!codes.isValid(code)) {
            audit.recordRefusal(stranger, "set-up-refused", "/api/setup", "");
            throw Refusal.forbidden(
                    "The code is wrong or older than 30 minutes, or there is an administrator already; video-catalog user add --admin needs none");
        }
        Caller caller = stranger.letInBySetUpCode();
        accounts.create(user, password, caller);
        String secret = tokens.create(Tokens.newToken(user, Token.Kind.PROGRAM, "set-up", Role.ADMIN, TOKEN_LIFETIME), caller);
        return Response.created(URI.create("/api/users/" + user.id)).entity(StrictJson.bytes(json -> {
            json.writeStartObject();
            json.writeFieldName("user");
            USERS.write(user, USERS.members(), json);
            json.writeStringField("token", secret);
            json.writeEndObject();
        })).build();
    }
}
