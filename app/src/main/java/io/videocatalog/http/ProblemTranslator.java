package io.videocatalog.http;

/** Tells what a failure of a layer below HTTP means to clients. */
public interface ProblemTranslator {

    /**
     * The problem that the failure stands for; {@link ProblemType#INTERNAL} when it is a bug. What is not the client's
     * doing is also written to the log.
     */
    ProblemException translate(Throwable failure);
}
