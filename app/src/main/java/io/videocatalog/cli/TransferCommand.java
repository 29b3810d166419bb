package io.videocatalog.cli;

import io.videocatalog.transfer.Format;
import java.io.IOException;
import picocli.CommandLine.ParameterException;

/** A command that has rows go in or out, in one of the API's formats. */
abstract class TransferCommand extends CatalogueCommand {

    /** The format that was chosen, else that of the file's name; NDJSON for a pipe. */
    Format format(Format chosen, String file) {
        if (chosen != null || file.equals("-")) {
            return chosen == null ? Format.NDJSON : chosen;
        }
        return Format.ofFile(file).orElseThrow(() -> new ParameterException(spec.commandLine(), "The name of " + file
                + " does not tell its format; say it with --format ndjson, csv or json"));
    }

    /** Whether writing has failed since nobody reads any more. */
    static boolean isBrokenPipe(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }
}
