package io.videocatalog.backup;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/**
 * What a backup says of itself; the last that is written of it.
 *
 * @param program the version of the program that has written it
 * @param engine the database that it is of; it can be restored into another
 * @param schemaVersion the version of the tables
 * @param createdAt the moment that it shows the catalogue at, in UTC
 * @param sequences the number that each sequence was to give next
 * @param omitted what the database has besides what the scripts make, for people
 */
@RegisterForReflection
public record Manifest(String format, int formatVersion, String program, String engine, String schemaVersion, String createdAt,
        List<Part> tables, Map<String, Long> sequences, List<String> omitted) {

    static final String ENTRY = "manifest.json";
    static final String FORMAT = "video-catalog-backup";
    static final int FORMAT_VERSION = 1;

    private static final Pattern VERSION = Pattern.compile("\\d{1,18}([._]\\d{1,18}){0,9}");
    private static final ObjectMapper JSON = JsonMapper.builder().disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withConfigOverride(List.class, any -> any.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
            .withConfigOverride(Map.class, any -> any.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))).build();

    /**
     * One table of the backup.
     *
     * @param columns the type of each, by name, in the order in which rows have them
     * @param sha256 of the rows before they were compressed, in hexadecimal digits
     */
    @RegisterForReflection
    public record Part(String name, Map<String, String> columns, long rows, String sha256) {
    }

    byte[] bytes() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /**
     * Reads a manifest; nothing when it is one of something else.
     *
     * @throws IOException when it has not what this version of the format has
     */
    static Optional<Manifest> read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        if (!json.path("format").asText().equals(FORMAT)) {
            return Optional.empty();
        } else if (json.path("formatVersion").asInt() != FORMAT_VERSION) {
            throw new BackupFailure(
                    "The backup is of the format " + json.path("formatVersion").asText() + ", and this program knows the format "
                            + FORMAT_VERSION + "; use a newer program.");
        }
        Manifest manifest = JSON.treeToValue(json, Manifest.class);
        if (!VERSION.matcher(manifest.schemaVersion).matches()) {
            throw new IOException("no version");
        }
        return Optional.of(manifest);
    }

    MigrationVersion version() {
        return MigrationVersion.fromVersion(schemaVersion);
    }

    /** Of all tables together. */
    public long rows() {
        return tables.stream().mapToLong(Part::rows).sum();
    }
}
