package io.videocatalog.db;

/** The service cannot start. The message is one sentence for whoever runs it, which says what to do. */
public class StartFailure extends RuntimeException {

    public StartFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
