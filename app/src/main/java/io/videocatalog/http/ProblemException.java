package io.videocatalog.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem. */
public class ProblemException extends RuntimeException {

    private static final int MOST_FAULTS = 100;

    private final transient ProblemType type;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** @param detail a sentence that says what is wrong with this request and what to do */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    private ProblemException(ProblemType type, String detail, List<Fault> faults) {
        super(detail, null, false, false);
        this.type = type;
        this.faults = List.copyOf(faults);
    }

    /** A problem whose detail lists the faults; of very many the first hundred. */
    public static ProblemException of(ProblemType type, List<Fault> faults) {
        List<Fault> told = faults;
        if (faults.size() > MOST_FAULTS) {
            told = new ArrayList<>(faults.subList(0, MOST_FAULTS));
            told.add(Fault.whole("more", "has " + (faults.size() - MOST_FAULTS) + " more faults"));
        }
        return new ProblemException(type, Problem.sentence(told), told);
    }

    public static ProblemException invalid(Fault fault) {
        return of(ProblemType.VALIDATION, List.of(fault));
    }

    public static ProblemException unavailable(String detail) {
        return new ProblemException(ProblemType.UNAVAILABLE, detail).with("Retry-After", "2");
    }

    /** Adds a header to the answer. */
    public ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
