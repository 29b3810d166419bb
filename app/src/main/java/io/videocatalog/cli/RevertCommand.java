package io.videocatalog.cli;

import io.videocatalog.history.Reverts;
import io.videocatalog.model.Change;
import io.videocatalog.security.Caller;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes changes back. */
@Command(name = "revert", description = "Takes a change back, or all that a request or command has changed, such as an import.")
final class RevertCommand extends RequestCommand {

    /** What is taken back: one of both. */
    static final class Target {

        @Parameters(paramLabel = "NUMBER", description = "The change's number, as video-catalog history shows it.")
        Long number;
        @Option(names = "--request", paramLabel = "ID", description = "The request's id: its X-Request-Id, or what an import has printed.")
        String request;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    Target target;

    @Override
    void carryOut() {
        Reverts reverts = bean(Reverts.class);
        if (target.request != null) {
            out().println(
                    String.format(Locale.ROOT, "%,d rows were taken back.", reverts.revertRequest(target.request, Caller.operator())));
        } else {
            Change change = Change.<Change>findByIdOptional(target.number)
                    .orElseThrow(() -> new CommandFailure("There is no change " + target.number + "; video-catalog history lists them."));
            out().println(
                    "Change " + target.number + " was taken back by change " + reverts.revert(change, Caller.operator()).number + ".");
        }
    }
}
