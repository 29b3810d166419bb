package io.videocatalog.db;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A URL of PostgreSQL as libpq writes it, or JDBC; several hosts are several servers, of which the primary is used. */
final class PostgresUrl {

    private static final Pattern FORM = Pattern.compile("(?:jdbc:postgresql|postgresql|postgres)://"
            + "(?:(?<user>[^:@/]*)(?::(?<password>[^/?]*))?@)?(?<hosts>[^@/?]*)(?:/(?<name>[^/?]*))?(?:\\?(?<parameters>.*))?",
            Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]+]|[\\w.-]*)(?::(?<port>[0-9]{1,5}))?");

    /** Names that libpq has and JDBC spells otherwise. */
    private static final Map<String, String> JDBC_NAMES = Map.of("connect_timeout", "connectTimeout", "application_name",
            "ApplicationName", "target_session_attrs", "targetServerType", "keepalives", "tcpKeepAlive");
    private static final Map<String, String> SERVER_TYPES = Map.of("read-write", "primary", "read-only", "secondary", "standby",
            "secondary",
            "prefer-standby", "preferSecondary");

    /**
     * What holds unless the URL says otherwise: a server that does not answer must not hold a request for ever, nor longer than
     * HTTP waits for the answer; many rows travel in one statement; of several servers only the primary can be written to, and
     * another that has become it is found soon.
     */
    private static final Map<String, String> DEFAULTS = Map.of("ApplicationName", "video-catalog", "connectTimeout", "5", "socketTimeout",
            "20", "tcpKeepAlive", "true", "reWriteBatchedInserts", "true", "targetServerType", "primary", "hostRecheckSeconds", "2");

    private static final Set<String> NUMBERS = Set.of("connectTimeout", "socketTimeout", "loginTimeout", "cancelSignalTimeout",
            "hostRecheckSeconds", "prepareThreshold", "defaultRowFetchSize");
    private static final int LAST_PORT = 65_535;

    private PostgresUrl() {
    }

    static boolean matches(String text) {
        return text.startsWith("jdbc:postgresql:") || text.startsWith("postgresql:") || text.startsWith("postgres:");
    }

    static DatabaseUrl parse(String text) {
        Matcher url = FORM.matcher(text);
        if (!url.matches()) {
            throw new StartFailure(
                    "DATABASE_URL is no complete URL of a PostgreSQL database; use postgresql://user:password@host:5432/database "
                            + "and write each of : / ? # [ ] @ % that is part of the user or the password as % and two digits, such as %40 for @.");
        }
        Map<String, String> parameters = parameters(Optional.ofNullable(url.group("parameters")).orElse(""));
        String username = Optional.ofNullable(url.group("user")).map(PostgresUrl::decode).orElse(parameters.remove("user"));
        String password = Optional.ofNullable(url.group("password")).map(PostgresUrl::decode).orElse(parameters.remove("password"));
        String name = Optional.ofNullable(url.group("name")).filter(given -> !given.isEmpty())
                .orElse(Optional.ofNullable(username).orElse(""));
        String hosts = Arrays.stream(url.group("hosts").split(",")).map(PostgresUrl::host).collect(Collectors.joining(","));
        return new DatabaseUrl(DatabaseUrl.POSTGRESQL, "jdbc:postgresql://" + hosts + "/" + name + "?" + joined(parameters), username,
                password);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>(DEFAULTS);
        Arrays.stream(query.split("&")).filter(part -> !part.isEmpty()).map(part -> part.split("=", 2)).forEach(part -> {
            String name = JDBC_NAMES.getOrDefault(part[0], part[0]);
            String value = part.length == 1 ? "true" : decode(part[1]);
            if (NUMBERS.contains(name) && !value.matches("-?[0-9]{1,9}")) {
                throw new StartFailure("DATABASE_URL says " + part[0] + "=" + value + ", which must be a whole number.");
            }
            parameters.put(name, name.equals("targetServerType") ? SERVER_TYPES.getOrDefault(value, value) : value);
        });
        return parameters;
    }

    private static String host(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw new StartFailure("DATABASE_URL names a host that is none; " + DatabaseUrl.FORMS);
        }
        if (host.group("port") != null && Integer.parseInt(host.group("port")) > LAST_PORT) {
            throw new StartFailure(
                    "DATABASE_URL names the port " + host.group("port") + ", and the last that there is is " + LAST_PORT + ".");
        }
        String name = host.group("name").isEmpty() ? "localhost" : host.group("name");
        return name + ":" + Optional.ofNullable(host.group("port")).orElse("5432");
    }

    private static String joined(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    // A plus sign is itself here, unlike in a form.
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("DATABASE_URL has a % without two hexadecimal digits behind it; write a % itself as %25.");
        }
    }
}
