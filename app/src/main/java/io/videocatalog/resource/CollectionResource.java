package io.videocatalog.resource;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.videocatalog.db.Retried;
import io.videocatalog.http.Faults;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.Preconditions;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.security.Caller;
import io.videocatalog.transfer.ExportStream;
import io.videocatalog.transfer.Format;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.StatelessSession;

/** What the API reads of an entity: lists, exports and single rows. A subclass names the entity and the path. */
@Produces(MediaType.APPLICATION_JSON)
public abstract class CollectionResource<E extends CatalogEntity> {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Representation<E> representation;

    @Inject
    StatelessSession session;
    @Inject
    ExportStream exports;
    @Inject
    protected CurrentVertxRequest request;

    protected CollectionResource(Class<E> entity) {
        representation = new Representation<>(entity);
    }

    public Representation<E> representation() {
        return representation;
    }

    /** What the sender of the request at hand may do here. */
    protected Permissions<E> permissions() {
        return new Permissions<>(representation, Caller.of(request.getCurrent()));
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaTypes.NDJSON, MediaTypes.CSV})
    @Retried
    @Operation(hidden = true)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return list(uri, headers, QueryParameters.of(uri));
    }

    /** The list as these parameters select it, which need not be those of the request. */
    public Response list(UriInfo uri, HttpHeaders headers, QueryParameters parameters) {
        Permissions<E> permissions = permissions();
        permissions.requireRead();
        Faults faults = new Faults();
        CollectionQuery<E> query = faults.of(() -> new CollectionQuery<>(parameters, permissions));
        Format format = faults.of(() -> Format.choose(parameters, headers));
        faults.requireNone();
        if (format != Format.JSON) {
            return exports.answer(query, parameters, format);
        }
        var page = query.page(session);
        Optional<Long> total = query.wantsCount() ? Optional.of(query.count(session)) : Optional.empty();
        String next = page.next() == null
                ? null
                : uri.getRequestUri().getRawPath() + "?" + parameters.with("cursor", page.next());
        ResponseBuilder response = Response.ok(JsonBody.page(query, page.rows(), next, total), MediaType.APPLICATION_JSON);
        return (next == null ? response : response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")).build();
    }

    @GET
    @Path("{id}")
    @Retried
    @Operation(hidden = true)
    public Response get(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = QueryParameters.of(uri);
        parameters.refuseUnknown(Set.of("fields"));
        List<Member> shown = CollectionQuery.shown(representation, parameters);
        E entity = read(id);
        Preconditions.checkVersion(headers, entity);
        if (Preconditions.isUnchanged(headers, entity)) {
            return described(Response.notModified(), entity).build();
        }
        return shown(Response.ok(), shown, entity);
    }

    /** The entity with this id, or 404: also when the text is no id at all, and when it is nothing that the caller may know of. */
    protected E find(String id) {
        return seen(id, number -> Panache.getEntityManager().find(representation.entity(), number)).orElseThrow(this::unknown);
    }

    /** As {@link #find}, only to be looked at: a change to it would go nowhere. */
    protected E read(String id) {
        return look(id).orElseThrow(this::unknown);
    }

    Optional<E> look(String id) {
        return seen(id, number -> session.get(representation.entity(), number));
    }

    private Optional<E> seen(String id, Function<Long, E> row) {
        return parseId(id).map(row).filter(entity -> permissions().sees(entity));
    }

    static Optional<Long> parseId(String id) {
        return ID.matcher(id).matches() ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no " + representation.noun() + " with this id");
    }

    /** An answer that shows these members of an entity, as far as the caller may see them. */
    protected Response shown(ResponseBuilder response, List<Member> members, E entity) {
        byte[] json = JsonBody.of(representation, permissions().visible(members, entity), entity);
        return described(response.entity(json).type(MediaType.APPLICATION_JSON), entity).build();
    }

    private ResponseBuilder described(ResponseBuilder response, E entity) {
        return response.header(HttpHeaders.ETAG, Preconditions.entityTag(entity))
                .header(HttpHeaders.LAST_MODIFIED, Preconditions.lastModified(entity));
    }
}
