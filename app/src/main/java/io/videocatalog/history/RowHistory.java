package io.videocatalog.history;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.model.Change;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Shows what has happened to one row. */
@ApplicationScoped
public class RowHistory {

    @Inject
    RecordedEntities entities;

    /** The changes of a row that is there or was, the latest first; 404 when the caller may know of none, and of no row. */
    public <E extends CatalogEntity> Response answer(Permissions<E> permissions, long id, boolean exists, UriInfo uri) {
        permissions.requireRead();
        Representation<E> representation = permissions.representation();
        QueryParameters parameters = QueryParameters.of(uri);
        VisibleChanges visible = new VisibleChanges(permissions.caller(), entities);
        boolean known = exists || Change.findLast(representation.table(), id).flatMap(visible::json).isPresent();
        if (!known) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is and was no " + representation.noun() + " with this id");
        }
        return ChangeAnswers.page(ChangeQuery.ofRow(parameters, representation.table(), id), visible, uri);
    }
}
