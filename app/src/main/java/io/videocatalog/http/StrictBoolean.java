package io.videocatalog.http;

import jakarta.annotation.Priority;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads settings that are true or false. The framework takes whatever it does not know for false, which would let in everybody for a typing error. */
@Priority(StrictBoolean.BEFORE_FRAMEWORK)
public class StrictBoolean implements Converter<Boolean> {

    static final int BEFORE_FRAMEWORK = 1_000;
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "off");

    @Override
    public Boolean convert(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            return null; // As if it was not set.
        }
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        }
        return TRUE.contains(value);
    }
}
