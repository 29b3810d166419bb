package io.videocatalog.db;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The database that {@code DATABASE_URL} names, as JDBC takes it: {@code jdbc:h2:…}, {@code jdbc:postgresql:…}, or the
 * {@code postgresql://user:password@host:port/database?parameters} that libpq and most platforms write.
 *
 * @param engine what the build calls the kind of database
 * @param jdbcUrl without user and password, where they can be told apart
 * @param username null when the URL names none
 * @param password null when the URL names none
 */
public record DatabaseUrl(String engine, String jdbcUrl, String username, String password) {

    public static final String H2 = "h2";
    public static final String POSTGRESQL = "postgresql";

    /** The end of each sentence about a URL that cannot be used. */
    static final String FORMS = "use jdbc:h2:file:/path, jdbc:postgresql://host/database or postgresql://user:password@host:5432/database.";

    private static final Pattern H2_PATH = Pattern.compile("jdbc:h2:(file:)?(/|~|\\.{1,2}[/\\\\]|[A-Za-z]:[/\\\\]).*", Pattern.DOTALL);

    /**
     * Reads a URL. What is wrong is said without repeating the text, which may have a password.
     *
     * @throws StartFailure when it is none of a database that the catalogue knows
     */
    public static DatabaseUrl parse(String text) {
        if (text.startsWith("jdbc:h2:") && text.length() > "jdbc:h2:".length()) {
            requireKnownPlace(text);
            return new DatabaseUrl(H2, withH2Settings(text), null, null);
        } else if (PostgresUrl.matches(text)) {
            return PostgresUrl.parse(text);
        }
        String scheme = text.replaceFirst("^jdbc:", "").replaceFirst(":.*", "");
        throw new StartFailure(text.contains(":") && scheme.matches("[a-z][a-z0-9+.-]*")
                ? "DATABASE_URL names a database of the kind \"" + scheme + "\", which is neither H2 nor PostgreSQL; " + FORMS
                : "DATABASE_URL is no URL of an H2 or PostgreSQL database; " + FORMS);
    }

    // Of H2's file systems only the plain one is looked after: locked, checked for damage and for room on the disk.
    private static void requireKnownPlace(String url) {
        if (DatabaseFile.of(url).isPresent() && !H2_PATH.matcher(url).matches()) {
            throw new StartFailure(
                    "DATABASE_URL names no file that can be used, whose path begins with /, ~/ or ./; "
                            + FORMS);
        }
    }

    // As application.properties has them for the file of its own.
    private static String withH2Settings(String url) {
        String settings = url.startsWith("jdbc:h2:mem:") ? "DB_CLOSE_DELAY=-1" : "WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE";
        String given = url.toUpperCase(Locale.ROOT);
        return DatabaseFile.of(url).isEmpty() && !url.startsWith("jdbc:h2:mem:")
                ? url
                : Arrays.stream(settings.split(";")).filter(setting -> !given.contains(";" + setting.replaceFirst("=.*", "=")))
                        .map(setting -> ";" + setting).collect(Collectors.joining("", url, ""));
    }

    /** Where the configured database is, for people: a file's path, or the URL without parameters, of which one may be a password. */
    public static String place(Config config) {
        return DatabaseFile.configured(config).map(file -> file.path().toString())
                .orElseGet(() -> config.getValue(EarlyConnection.URL, String.class).split("[;?]", 2)[0]);
    }

    /** As {@link #place(Config)}, of a JDBC URL. */
    static String place(String jdbcUrl) {
        return DatabaseFile.of(jdbcUrl).map(file -> file.path().toString()).orElseGet(() -> jdbcUrl.split("[;?]", 2)[0]);
    }
}
