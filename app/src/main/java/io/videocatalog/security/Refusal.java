package io.videocatalog.security;

import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;

/** What is said to those who may not. */
public final class Refusal {

    private Refusal() {
    }

    /** Nobody has signed in, and somebody must. */
    public static ProblemException unknown() {
        return unauthorized("Sign in, or send a token as Authorization: Bearer");
    }

    /** What was shown lets nobody in; why is nobody's business. */
    public static ProblemException invalid() {
        return unauthorized("The token is wrong, has expired or was revoked");
    }

    /** An address and a password that do not belong together, if there is such an address. */
    public static ProblemException wrongPassword() {
        return unauthorized("The address or the password is wrong");
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail).with("WWW-Authenticate", "Bearer");
    }

    /** The caller is known, and may not. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }
}
