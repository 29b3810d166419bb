package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.videocatalog.http.ProblemException;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Caller;
import io.videocatalog.transfer.BrokenInputException;
import io.videocatalog.transfer.Format;
import io.videocatalog.transfer.ImportOptions;
import io.videocatalog.transfer.ImportReport;
import io.videocatalog.transfer.Importer;
import io.videocatalog.transfer.NdjsonReport;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Imports a file. */
@Command(name = "import", description = "Imports rows from a file or a pipe, by the rules of the API.")
final class ImportCommand extends TransferCommand {

    private static final int REJECTED = 3;

    private enum Mode {
        create,
        upsert
    }

    @Parameters(paramLabel = "FILE", description = "NDJSON, CSV or a JSON array, compressed by gzip or not; - reads stdin.")
    String file;
    @Option(names = "--entity", paramLabel = "ENTITY", defaultValue = "videos", converter = EntityNames.class, //
            completionCandidates = EntityNames.class, description = "What the rows are: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Representation<? extends CatalogEntity> entity;
    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: by the name of FILE; ndjson for stdin.")
    Format format;
    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "create", description = {
            "create: every row becomes a new one, with a new id. The default.",
            "upsert: a row with the id of an existing one replaces it, and one with a new id keeps that id."})
    Mode mode;
    @Option(names = "--dry-run", description = "Checks everything and keeps nothing.")
    boolean dryRun;
    @Option(names = "--truncate", description = "Cuts text that is too long instead of rejecting its row.")
    boolean truncate;
    @Option(names = "--atomic", description = "Keeps nothing if one row is rejected.")
    boolean atomic;
    @Option(names = "--from", paramLabel = "LINE", defaultValue = "1", description = "Passes over what is before this line; to go on after an import that has stopped. In a JSON array: this row.")
    long from;
    @Option(names = "--json", description = "Prints the report of the API: NDJSON.")
    boolean json;
    @Mixin
    Progress progress;

    private ImportInput input;
    private volatile WatchedReport report;

    /** What cannot be read is said before anything is started. */
    @Override
    protected void configure() {
        super.configure();
        if (from < 1) {
            throw new ParameterException(spec.commandLine(), "--from must be a number from 1, which is the first line");
        }
        format = format(format, file);
        input = open();
    }

    private ImportInput open() {
        try {
            return new ImportInput(file, format, entity, from);
        } catch (BrokenInputException | ProblemException e) {
            throw new CommandFailure(file + " cannot be imported: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + FileReason.of(e) + ".");
        }
    }

    @Override
    protected int run() {
        ImportOptions options = new ImportOptions(mode == Mode.upsert, dryRun, truncate, atomic);
        Caller caller = Caller.operator();
        ImportReport lines = json ? NdjsonReport.to(System.out, options) : new TextReport(out(), format, options, caller.requestId());
        report = new WatchedReport(lines, input, progress);
        try {
            Arc.container().instance(Importer.class).get().run(new Permissions<>(entity, caller), input, options, report);
        } catch (IOException e) {
            boolean nobodyReads = isBrokenPipe(e);
            tell(nobodyReads ? "nobody reads the report any more" : "the report cannot be written: " + FileReason.of(e), options);
            return nobodyReads ? BROKEN_PIPE : 1;
        }
        if (report.failure() == null) {
            return report.counts().rejected() == 0 ? 0 : REJECTED;
        }
        tell(Failure.reason(report.failure()), options);
        return report.isStopped() ? stopCode() : 1;
    }

    /** Why it has stopped, and how to go on. */
    private void tell(String reason, ImportOptions options) {
        long settled = report.counts().lastSettled();
        err().println(Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + (options.inOneTransaction()
                ? "; nothing was kept."
                : settled == 0
                        ? "; nothing was written."
                        : "; what is up to " + TextReport.unit(format) + settled + " is done, go on with --from " + (settled + 1) + "."));
    }

    /** Ends behind the batch that is being written; a second time at once. */
    @Override
    protected void interrupted() {
        if (report == null || report.isStopped()) {
            super.interrupted();
        } else {
            report.stop();
        }
    }
}
