package io.videocatalog.cli;

/** A command cannot do what it is asked to. The message is one sentence for whoever has typed it, which says what to do; the exit code is 1. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
