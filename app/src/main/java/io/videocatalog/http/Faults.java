package io.videocatalog.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong with the parts of a request, to be told at once. */
public final class Faults {

    private final List<Fault> found = new ArrayList<>();

    /** The part, or null when it has faults, which are kept for {@link #requireNone}. */
    public <T> T of(Supplier<T> part) {
        try {
            return part.get();
        } catch (ProblemException e) {
            if (e.type() != ProblemType.VALIDATION) {
                throw e;
            }
            found.addAll(e.faults());
            return null;
        }
    }

    /** Looks at a part that is nothing but right or wrong. */
    public void of(Runnable part) {
        of(() -> {
            part.run();
            return null;
        });
    }

    /** @throws ProblemException VALIDATION with all faults, when a part has had any */
    public void requireNone() {
        if (!found.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, found);
        }
    }
}
