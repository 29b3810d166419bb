package io.videocatalog.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.CatalogEntity;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.proxy.HibernateProxy;

/** The kinds of value that a member can have, and how each is read and written: as JSON and as text. */
public enum ValueType {

    TEXT("a text"),
    INTEGER("a whole number"),
    DECIMAL("a number"),
    BOOLEAN("true or false"),
    /** To the millisecond, in UTC. */
    TIME("a time as RFC 3339 has it, such as 2026-01-31T12:00:00Z"),
    DATE("a date such as 2026-01-31"),
    /** A constant of an enum, by its name in lower case with hyphens. */
    CHOICE("one of its names"),
    /** Another entity, by its id. */
    REFERENCE("an id");

    /** The largest id: JavaScript holds no larger integer exactly. */
    public static final long MAX_ID = (1L << 53) - 1;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    /** The kind that a field of this class is. */
    static ValueType of(Class<?> javaType) {
        if (javaType == String.class) {
            return TEXT;
        } else if (javaType == Integer.class || javaType == Long.class) {
            return INTEGER;
        } else if (javaType == Double.class) {
            return DECIMAL;
        } else if (javaType == Boolean.class) {
            return BOOLEAN;
        } else if (javaType == Instant.class) {
            return TIME;
        } else if (javaType == LocalDate.class) {
            return DATE;
        } else if (javaType.isEnum()) {
            return CHOICE;
        } else if (CatalogEntity.class.isAssignableFrom(javaType)) {
            return REFERENCE;
        }
        throw new IllegalStateException("A member of type " + javaType.getName() + " is not supported: make the field private, or use "
                + "String, Integer, Long, Double, Boolean, Instant, LocalDate, an enum or an entity");
    }

    /**
     * The value of a JSON node, which must be of the right kind: nothing is converted. A reference is an id.
     *
     * @throws IllegalArgumentException with a sentence that says what is expected
     */
    Object read(JsonNode node, Class<?> javaType) {
        boolean fits = switch (this) {
            case TEXT, TIME, DATE, CHOICE -> node.isTextual();
            case INTEGER, REFERENCE -> node.isIntegralNumber() && node.canConvertToLong();
            case DECIMAL -> node.isNumber();
            case BOOLEAN -> node.isBoolean();
        };
        if (!fits) {
            throw new IllegalArgumentException("must be " + words + ", not " + StrictJson.nameOf(node));
        }
        return parse(node.asText(), javaType);
    }

    /**
     * The value that a text stands for; that of a reference is an id.
     *
     * @throws IllegalArgumentException with a sentence that says what is expected
     */
    Object parse(String text, Class<?> javaType) {
        try {
            return switch (this) {
                case TEXT -> text;
                case INTEGER -> javaType == Integer.class ? (Object) Math.toIntExact(wholeNumber(text)) : wholeNumber(text);
                case DECIMAL -> finite(text);
                case BOOLEAN -> parseBoolean(text);
                case TIME -> written(Rfc3339.parse(text).withOffsetSameInstant(ZoneOffset.UTC)).toInstant().truncatedTo(ChronoUnit.MILLIS);
                case DATE -> written(LocalDate.parse(text));
                case CHOICE -> choice(text, javaType);
                case REFERENCE -> id(wholeNumber(text));
            };
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("must be " + (this == CHOICE ? "one of " + String.join(", ", choices(javaType)) : words));
        }
    }

    /** As {@link #parse}, but a time between two milliseconds becomes the later one: so that comparing stored times with it is right. */
    Object parseBound(String text, Class<?> javaType) {
        Object value = parse(text, javaType);
        boolean between = this == TIME && !Rfc3339.parse(text).toInstant().equals(value);
        return between ? ((Instant) value).plusMillis(1) : value;
    }

    /** All texts that a choice can be. */
    public static List<String> choices(Class<?> javaType) {
        return Stream.of(javaType.getEnumConstants()).map(CHOICE::toText).toList();
    }

    void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (this) {
            case INTEGER -> json.writeNumber(((Number) value).longValue());
            case DECIMAL -> json.writeNumber(value.toString());
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case REFERENCE -> json.writeNumber(idOf(value));
            default -> json.writeString(toText(value));
        }
    }

    /** The text that {@link #parse} turns into this value. */
    public String toText(Object value) {
        return switch (this) {
            case TIME -> Rfc3339.text((Instant) value);
            case CHOICE -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-');
            case REFERENCE -> String.valueOf(idOf(value));
            default -> value.toString();
        };
    }

    /** Whether a text is a number in decimal digits, as JSON has it; zeros may lead. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Whether two values are written alike; proxies of one entity are. */
    boolean same(Object one, Object other) {
        return one == null || other == null ? one == other : toText(one).equals(toText(other));
    }

    // The JDK would also take a plus sign and the digits of every script.
    static Long wholeNumber(String text) {
        if (text.matches("-?[0-9]{1,19}")) {
            return Long.valueOf(text);
        }
        throw new NumberFormatException();
    }

    private static Object parseBoolean(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException();
    }

    private static Object choice(String text, Class<?> javaType) {
        return Stream.of(javaType.getEnumConstants()).filter(constant -> CHOICE.toText(constant).equals(text)).findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    // RFC 3339 writes years with four digits; databases differ in what they make of the year 0 and of others.
    private static <T extends Temporal> T written(T time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException();
        }
        return time;
    }

    // The JDK would also take spaces, hexadecimal digits and letters for types.
    private static Double finite(String text) {
        double value = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        if (Double.isFinite(value)) {
            return value;
        }
        throw new IllegalArgumentException();
    }

    private static Long id(long number) {
        if (number < 1 || number > MAX_ID) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    // Asking a proxy for its field would load the row that it stands for.
    static long idOf(Object entity) {
        var initializer = HibernateProxy.extractLazyInitializer(entity);
        return initializer == null ? ((CatalogEntity) entity).id : (Long) initializer.getInternalIdentifier();
    }
}
