package io.videocatalog.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.Panache;
import io.videocatalog.db.Retried;
import io.videocatalog.http.Fault;
import io.videocatalog.http.HttpSettings;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.Preconditions;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.transfer.ExportStream;
import io.videocatalog.transfer.Format;
import io.videocatalog.transfer.ImportStream;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Everything that the API does with an entity: a subclass names the entity and the path, and has it all.
 * The contract is in the OpenAPI document, which is made from the same {@link Representation}.
 */
@Produces(MediaType.APPLICATION_JSON)
public abstract class EntityResource<E extends CatalogEntity> {

    private final Representation<E> representation;

    @Inject
    EntityValidator validator;
    @Inject
    StatelessSession session;
    @Inject
    HttpSettings settings;
    @Inject
    ExportStream exports;
    @Inject
    ImportStream imports;

    protected EntityResource(Class<E> entity) {
        representation = new Representation<>(entity);
    }

    public Representation<E> representation() {
        return representation;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaTypes.NDJSON, MediaTypes.CSV})
    @Retried
    @Operation(hidden = true)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        return list(uri, headers, parameters(uri));
    }

    /** The list as these parameters select it, which need not be those of the request. */
    public Response list(UriInfo uri, HttpHeaders headers, QueryParameters parameters) {
        CollectionQuery<E> query = new CollectionQuery<>(representation, parameters);
        Format format = Format.choose(parameters, headers);
        if (format != Format.JSON) {
            return exports.answer(query, parameters, format);
        }
        var page = query.page(session);
        Optional<Long> total = query.wantsCount() ? Optional.of(query.count(session)) : Optional.empty();
        String next = page.next() == null
                ? null
                : uri.getRequestUri().getRawPath() + "?" + parameters.with("cursor", page.next());
        ResponseBuilder response = Response.ok(JsonBody.page(representation, query.shown(), page.rows(), next, total),
                MediaType.APPLICATION_JSON);
        return (next == null ? response : response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")).build();
    }

    @GET
    @Path("{id}")
    @Retried
    @Operation(hidden = true)
    public Response get(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = parameters(uri);
        parameters.refuseUnknown(Set.of("fields"));
        List<Member> shown = CollectionQuery.shown(representation, parameters);
        E entity = find(id);
        if (Preconditions.isUnchanged(headers, entity)) {
            return described(Response.notModified(), entity).build();
        }
        return described(Response.ok(JsonBody.of(representation, shown, entity), MediaType.APPLICATION_JSON), entity).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response create(ObjectNode body, @Context UriInfo uri) {
        parameters(uri).refuseUnknown(Set.of());
        E entity = representation.newEntity();
        check(entity, representation.read(body, entity, true, References::find));
        try {
            entity.persistAndFlush();
        } catch (ConstraintViolationException e) {
            References.leaveTakenIds(e, representation.entity());
            throw e;
        }
        return written(Response.created(uri.getAbsolutePathBuilder().path(entity.id.toString()).build()), entity);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response replace(@PathParam("id") String id, ObjectNode body, @Context UriInfo uri, @Context HttpHeaders headers) {
        E entity = findForWrite(id, uri, headers);
        List<Fault> faults = new ArrayList<>();
        if (body.hasNonNull("id") && !body.get("id").asText().equals(id)) {
            faults.add(Fault.member("id", "read-only", "differs from the id in the path, " + id));
        }
        faults.addAll(representation.read(body, entity, true, References::find));
        check(entity, faults);
        return flushed(entity);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response patch(@PathParam("id") String id, ObjectNode body, @Context UriInfo uri, @Context HttpHeaders headers) {
        E entity = findForWrite(id, uri, headers);
        check(entity, representation.read(body, entity, false, References::find));
        return flushed(entity);
    }

    @DELETE
    @Path("{id}")
    @Retried
    @Transactional
    @Operation(hidden = true)
    public void delete(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        E entity = findForWrite(id, uri, headers);
        References.requireNone(representation, entity);
        entity.delete();
        try {
            entity.flush();
        } catch (ConstraintViolationException e) {
            throw References.referredToMeanwhile(representation);
        }
    }

    @POST
    @Path("import")
    @Consumes({MediaTypes.NDJSON, MediaTypes.CSV, MediaType.APPLICATION_JSON})
    @Produces(MediaTypes.NDJSON)
    @Operation(hidden = true)
    public Response importRows(InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return imports.answer(representation, parameters(uri), headers, body);
    }

    /** The entity with this id, or 404: also when the text is no id at all. */
    protected E find(String id) {
        return parseId(id).map(number -> Panache.getEntityManager().find(representation.entity(), number))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no " + representation.noun() + " with this id"));
    }

    private static Optional<Long> parseId(String id) {
        return id.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    private E findForWrite(String id, UriInfo uri, HttpHeaders headers) {
        parameters(uri).refuseUnknown(Set.of());
        E entity = find(id);
        if (settings.requireIfMatch() && !Preconditions.namesVersion(headers)) {
            throw new ProblemException(ProblemType.PRECONDITION_REQUIRED, "Send the ETag of the version that you have read as If-Match");
        }
        Preconditions.checkIfMatch(headers, entity);
        return entity;
    }

    private void check(E entity, List<Fault> found) {
        List<Fault> faults = validator.faults(representation, entity, found);
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
        References.hold(References.of(representation, List.of(entity)), session);
    }

    private Response flushed(E entity) {
        entity.flush();
        return written(Response.ok(), entity);
    }

    private Response written(ResponseBuilder response, E entity) {
        byte[] json = JsonBody.of(representation, representation.members(), entity);
        return described(response.entity(json).type(MediaType.APPLICATION_JSON), entity).build();
    }

    private ResponseBuilder described(ResponseBuilder response, E entity) {
        return response.header(HttpHeaders.ETAG, Preconditions.entityTag(entity))
                .header(HttpHeaders.LAST_MODIFIED, Preconditions.lastModified(entity));
    }

    private static QueryParameters parameters(UriInfo uri) {
        return QueryParameters.parse(uri.getRequestUri().getRawQuery());
    }
}
