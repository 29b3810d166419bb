package io.videocatalog.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.db.Retried;
import io.videocatalog.history.RowHistory;
import io.videocatalog.http.Fault;
import io.videocatalog.http.HttpSettings;
import io.videocatalog.http.MediaTypes;
import io.videocatalog.http.Preconditions;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.idempotency.Idempotent;
import io.videocatalog.model.AuditEvent;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.security.Audit;
import io.videocatalog.transfer.ImportStream;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Everything that the API does with an entity: a subclass names the entity and the path, and has it all.
 * The contract is in the OpenAPI document, which is made from the same {@link Representation}.
 */
public abstract class EntityResource<E extends CatalogEntity> extends CollectionResource<E> {

    @Inject
    EntityValidator validator;
    @Inject
    HttpSettings settings;
    @Inject
    ImportStream imports;
    @Inject
    Audit audit;
    @Inject
    RowHistory history;

    protected EntityResource(Class<E> entity) {
        super(entity);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Retried
    @Transactional
    @Idempotent
    @Operation(hidden = true)
    public Response create(ObjectNode body, @Context UriInfo uri) {
        QueryParameters.refuseAny(uri);
        E entity = representation().newEntity();
        List<Fault> faults = representation().read(body, entity, true, References::find);
        permissions().claim(entity, References::known);
        check(entity, faults, Map.of());
        try {
            entity.persistAndFlush();
        } catch (ConstraintViolationException e) {
            ConstraintProblems.leaveTakenIds(e, representation().entity());
            throw e;
        }
        record(changes().created(entity));
        return written(Response.created(uri.getAbsolutePathBuilder().path(entity.id.toString()).build()), entity);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response replace(@PathParam("id") String id, ObjectNode body, @Context UriInfo uri, @Context HttpHeaders headers) {
        E entity = findForWrite(id, uri, headers);
        List<Fault> faults = new ArrayList<>();
        if (body.hasNonNull("id") && !body.get("id").asText().equals(id)) {
            faults.add(Fault.member("id", "read-only", "differs from the id in the path, " + id));
        }
        return change(entity, body, true, faults);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Retried
    @Transactional
    @Operation(hidden = true)
    public Response patch(@PathParam("id") String id, ObjectNode body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return change(findForWrite(id, uri, headers), body, false, new ArrayList<>());
    }

    private Response change(E entity, ObjectNode body, boolean complete, List<Fault> faults) {
        AuditedChanges<E> changes = changes();
        Map<Member, String> before = changes.texts(entity);
        Map<Class<?>, SortedSet<Long>> referred = References.of(representation(), List.of(entity));
        faults.addAll(representation().read(body, entity, complete, References::find));
        if (complete) {
            permissions().claim(entity, References::known);
        }
        check(entity, faults, referred);
        entity.flush();
        record(changes.changed(entity, before));
        return written(Response.ok(), entity);
    }

    @DELETE
    @Path("{id}")
    @Retried
    @Transactional
    @Operation(hidden = true)
    public void delete(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        E entity = findForWrite(id, uri, headers);
        References.requireNone(representation(), entity);
        entity.delete();
        try {
            entity.flush();
        } catch (ConstraintViolationException e) {
            throw References.referredToMeanwhile(representation());
        }
        record(changes().deleted(entity));
    }

    @POST
    @Path("import")
    @Consumes({MediaTypes.NDJSON, MediaTypes.CSV, MediaType.APPLICATION_JSON})
    @Produces(MediaTypes.NDJSON)
    @Operation(hidden = true)
    public Response importRows(InputStream body, @Context UriInfo uri, @Context HttpHeaders headers) {
        return imports.answer(permissions(), QueryParameters.of(uri), headers, body);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed("viewer")
    @Retried
    @Operation(hidden = true)
    public Response history(@PathParam("id") String id, @Context UriInfo uri) {
        long number = parseId(id).orElseThrow(this::unknown);
        return history.answer(permissions(), number, look(id).isPresent(), uri);
    }

    private E findForWrite(String id, UriInfo uri, HttpHeaders headers) {
        QueryParameters.refuseAny(uri);
        E entity = find(id);
        permissions().requireOwn(entity);
        if (settings.requireIfMatch() && !Preconditions.namesVersion(headers)) {
            throw new ProblemException(ProblemType.PRECONDITION_REQUIRED, "Send the ETag of the version that you have read as If-Match");
        }
        Preconditions.checkWrite(headers, entity);
        return entity;
    }

    /** @param before what the entity has referred to: it cannot be deleted as long as the entity is not changed by others */
    private void check(E entity, List<Fault> found, Map<Class<?>, SortedSet<Long>> before) {
        List<Fault> faults = validator.faults(representation(), entity, found);
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
        permissions().requireOwn(entity);
        References.hold(References.added(before, References.of(representation(), List.of(entity))), session);
    }

    private Response written(ResponseBuilder response, E entity) {
        return shown(response, representation().members(), entity);
    }

    private AuditedChanges<E> changes() {
        return new AuditedChanges<>(permissions());
    }

    private void record(Optional<AuditEvent> change) {
        change.ifPresent(event -> audit.record(List.of(event)));
    }
}
