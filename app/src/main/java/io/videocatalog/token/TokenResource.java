package io.videocatalog.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.db.Retried;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.http.StrictJson;
import io.videocatalog.idempotency.KeyHeader;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.resource.CollectionResource;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.security.Audit;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Refusal;
import io.videocatalog.security.Tokens;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tokens and sessions that let somebody in: each user's own, to administrators all. */
@Path("/api/tokens")
public class TokenResource extends CollectionResource<Token> {

    /** Of one user; those that have expired go within an hour. */
    private static final int MOST = 100;

    @Inject
    EntityValidator validator;
    @Inject
    Tokens tokens;
    @Inject
    Audit audit;

    public TokenResource() {
        super(Token.class);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response create(ObjectNode body, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters.refuseAny(uri);
        KeyHeader.refuse(headers, "what a token is, is told once: revoke one whose answer was lost");
        Caller caller = permissions().caller();
        if (caller.userId() == null) {
            throw Refusal.forbidden("Tokens belong to users, and you are none; try video-catalog token create");
        }
        if (Token.count("user.id = ?1 and kind = ?2", caller.userId(), Token.Kind.PROGRAM) >= MOST) {
            throw new ProblemException(ProblemType.CONFLICT, "You have " + MOST + " tokens already; revoke one that you do not need");
        }
        Token token = new Token();
        List<Fault> faults = validator.faults(representation(), token, representation().read(body, token, true, TokenResource::nothing));
        Instant latestEnd = tokens.latestEnd(caller);
        if (!body.has("expiresAt") && token.expiresAt.isAfter(latestEnd)) {
            token.expiresAt = latestEnd;
        }
        if (faults.isEmpty()) {
            faults = tokens.faults(token, caller.role(), latestEnd);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
        token.user = User.findById(caller.userId());
        String secret = tokens.create(token, caller);
        token.flush();
        return Response.created(uri.getAbsolutePathBuilder().path(token.id.toString()).build()).entity(shown(token, secret))
                .type(MediaType.APPLICATION_JSON).build();
    }

    // No member that requests set refers to anything.
    private static Object nothing(Class<?> entity, Long id) {
        return null;
    }

    private byte[] shown(Token token, String secret) {
        return StrictJson.bytes(json -> {
            json.writeStartObject();
            representation().writeMembers(token, representation().members(), json);
            json.writeStringField("token", secret);
            json.writeEndObject();
        });
    }

    @DELETE
    @Path("{id}")
    @Retried
    @Transactional
    @Operation(hidden = true)
    public void revoke(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        Token token = find(id);
        if (!permissions().caller().is(Role.lesser(token.scope, token.user.role))) {
            throw Refusal.forbidden("The token may do more than the one that you show");
        }
        Token.revoke(token.id);
        audit.record(permissions().caller(), "token-revoked", "/api/tokens/" + token.id, token.name);
    }
}
