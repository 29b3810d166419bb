package io.videocatalog.transfer;

import io.videocatalog.db.Attempts;
import io.videocatalog.db.DiskSpace;
import io.videocatalog.history.ChangeLog;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.io.IOException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Carries out imports and counts them. */
@ApplicationScoped
public class Importer {

    @Inject
    StatelessSession session;
    @Inject
    SessionFactory sessions;
    @Inject
    EntityValidator validator;
    @Inject
    ProblemTranslator problems;
    @Inject
    Attempts attempts;
    @Inject
    DiskSpace disk;
    @Inject
    Audit audit;
    @Inject
    ChangeLog history;
    @Inject
    TransferMetrics metrics;

    /** Writes the rows to their end; what stops it early is told to the report. */
    @ActivateRequestContext
    public <E extends CatalogEntity> void run(Permissions<E> permissions, RowSource rows, ImportOptions options, ImportReport report)
            throws IOException {
        Representation<E> representation = permissions.representation();
        var writer = new BatchWriter<>(permissions, session, disk, audit, history, options);
        var checks = new RowCheck<>(representation, validator, sessions, options);
        var run = new ImportRun<>(rows, options, checks, writer, report, problems, attempts);
        try {
            run.execute();
        } finally {
            metrics.imported(representation.label(), run.counts(), options);
        }
    }
}
