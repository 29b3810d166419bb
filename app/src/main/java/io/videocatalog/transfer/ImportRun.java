package io.videocatalog.transfer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.db.Attempts;
import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.transfer.Batch.Row;
import io.videocatalog.transfer.BatchWriter.Outcome;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One import on its way: batches of checked rows, each a transaction unless all is to be one, and what became of them. */
final class ImportRun<E extends CatalogEntity> {

    /** A race lost against a request, or something waited for in vain, need not end a whole import. */
    private static final Set<DatabaseFailure> WORTH_ANOTHER = EnumSet.of(DatabaseFailure.COLLISION, DatabaseFailure.LOST_RACE,
            DatabaseFailure.LOCKED, DatabaseFailure.OVERLOADED);
    private static final int DAY_IN_SECONDS = 24 * 60 * 60;

    private final RowSource rows;
    private final ImportOptions options;
    private final RowCheck<E> checks;
    private final BatchWriter<E> writer;
    private final ImportReport report;
    private final ProblemTranslator problems;
    private final Attempts attempts;

    private final ImportCounts counts = new ImportCounts();

    ImportRun(RowSource rows, ImportOptions options, RowCheck<E> checks, BatchWriter<E> writer, ImportReport report,
            ProblemTranslator problems, Attempts attempts) {
        this.rows = rows;
        this.options = options;
        this.checks = checks;
        this.writer = writer;
        this.report = report;
        this.problems = problems;
        this.attempts = attempts;
    }

    /** Runs to the end; what stops it early is told to the report. */
    void execute() throws IOException {
        ProblemException failure = null;
        try {
            if (options.inOneTransaction()) {
                writeAllOrNothing();
            } else {
                writeAll();
            }
        } catch (BrokenInputException e) {
            failure = e.problem();
        } catch (RuntimeException e) {
            failure = problems.translate(e);
        }
        if (options.atomic() && (counts.rejected() > 0 || failure != null)) {
            counts.undone();
        }
        report.end(counts, failure);
    }

    ImportCounts counts() {
        return counts;
    }

    private void writeAllOrNothing() throws IOException {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(DAY_IN_SECONDS));
        boolean kept = false;
        try {
            writeAll();
            if (!options.dryRun() && counts.rejected() == 0) {
                writer.holdReferred();
                kept = true;
            }
        } finally {
            if (kept) {
                QuarkusTransaction.commit();
            } else {
                QuarkusTransaction.rollback();
            }
        }
    }

    private void writeAll() throws IOException {
        try (BatchSource<E> batches = new BatchSource<>(rows, checks)) {
            while (!batches.isAtEnd()) {
                report.progress(counts);
                Optional<Batch<E>> batch = batches.next();
                if (batch.isPresent()) {
                    write(batch.get());
                }
            }
            batches.requireComplete();
        }
    }

    private void write(Batch<E> batch) throws IOException {
        attempts.call(WORTH_ANOTHER, () -> {
            writer.takeOverIds(batch);
            return null;
        });
        Outcome outcome = options.inOneTransaction() ? writer.write(batch) : writeInTransaction(batch);
        counts.created += outcome.created();
        counts.updated += outcome.updated();
        counts.lastSettled = batch.lastLine();
        for (Row<E> row : batch.rows()) {
            tell(row, outcome.refusals().getOrDefault(row.line(), List.of()));
        }
    }

    private Outcome writeInTransaction(Batch<E> batch) {
        return attempts.call(WORTH_ANOTHER, () -> QuarkusTransaction.requiringNew().call(() -> writer.write(batch)));
    }

    private void tell(Row<E> row, List<Fault> refusals) throws IOException {
        counts.read++;
        if (!row.isSound() || !refusals.isEmpty()) {
            counts.rejected++;
            report.rejected(row.line(), Stream.concat(row.faults().stream(), refusals.stream()).toList());
        } else if (!row.truncated().isEmpty()) {
            counts.truncated++;
            report.truncated(row.line(), row.truncated());
        }
    }
}
