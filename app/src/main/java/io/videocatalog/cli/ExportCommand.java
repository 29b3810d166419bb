package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.videocatalog.backup.NewFile;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemTranslator;
import io.videocatalog.http.QueryParameters;
import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.CollectionQuery;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Caller;
import io.videocatalog.transfer.Exporter;
import io.videocatalog.transfer.Format;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Exports to a file. */
@Command(name = "export", description = "Exports rows to a file or a pipe; \"import\" reads them.")
final class ExportCommand extends TransferCommand {

    private static final Set<String> PAGING = Set.of("limit", "cursor", "count", "format");

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "-", description = "The file to write, compressed if its name ends in .gz; - for stdout, the default.")
    String file;
    @Option(names = "--entity", paramLabel = "ENTITY", defaultValue = "videos", converter = EntityNames.class, //
            completionCandidates = EntityNames.class, description = "What to export: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Representation<? extends CatalogEntity> entity;
    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: by the name of FILE; ndjson for stdout.")
    Format format;
    @Option(names = {"-p", "--param"}, paramLabel = "NAME=VALUE", description = {
            "A query parameter of the API, which selects or sorts; may be repeated.",
            "Such as: -p q=harbour -p createdAt.gte=2026-01-01T00:00:00Z -p sort=-name -p fields=id,name"})
    List<String> parameters = new ArrayList<>();
    @Option(names = "--force", description = "Replaces FILE if it is there.")
    boolean force;
    @Mixin
    Progress progress;

    private CollectionQuery<? extends CatalogEntity> query;
    private volatile NewFile target;

    /** What is wrong with the options is said before anything is started. */
    @Override
    protected void configure() {
        super.configure();
        format = format(format, file);
        query = query(entity);
    }

    private <E extends CatalogEntity> CollectionQuery<E> query(Representation<E> entity) {
        String pairs = parameters.stream().map(this::pair).collect(Collectors.joining("&"));
        try {
            return new CollectionQuery<>(QueryParameters.parse(pairs), new Permissions<>(entity, Caller.operator()));
        } catch (ProblemException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private String pair(String parameter) {
        String[] parts = parameter.split("=", 2);
        if (parts.length == 1) {
            throw new ParameterException(spec.commandLine(), "A query parameter is written NAME=VALUE, such as -p q=harbour");
        } else if (PAGING.contains(parts[0])) {
            throw new ParameterException(spec.commandLine(), parts[0] + " does not go with an export, which has all rows");
        }
        return encode(parts[0]) + "=" + encode(parts[1]);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    protected int run() {
        try {
            if (file.equals("-")) {
                exportToStdout();
            } else {
                exportToFile();
            }
            return 0;
        } catch (IOException e) {
            if (isBrokenPipe(e)) {
                return BROKEN_PIPE;
            }
            throw new CommandFailure((file.equals("-") ? "stdout" : file) + " cannot be written: " + FileReason.of(e) + ".");
        } finally {
            progress.clear();
        }
    }

    // Not System.out, which would not say that nobody reads any more.
    private void exportToStdout() throws IOException {
        progress.silent |= Boolean.getBoolean("video-catalog.terminal.out");
        write(new FileOutputStream(FileDescriptor.out));
    }

    private void exportToFile() throws IOException {
        try (NewFile opened = NewFile.create(Path.of(file), force)) {
            target = opened;
            OutputStream out = new KeptOpen(opened.out());
            write(file.endsWith(".gz") ? new GZIPOutputStream(out) : out);
            opened.keep();
        }
    }

    private void write(OutputStream out) throws IOException {
        try {
            Arc.container().instance(Exporter.class).get().write(query, format, out, rows -> progress.show(rows, -1, ""));
        } catch (RuntimeException e) {
            ProblemException problem = Arc.container().instance(ProblemTranslator.class).get().translate(e);
            throw new CommandFailure("The export has stopped: " + Failure.reason(problem) + ".");
        }
    }

    @Override
    protected void interrupted() {
        NewFile begun = target;
        if (begun != null) {
            begun.discard();
        }
        super.interrupted();
    }

    /** Stays open when the exporter closes it, for the file to be settled. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
