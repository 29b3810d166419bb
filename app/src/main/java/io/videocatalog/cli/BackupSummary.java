package io.videocatalog.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.videocatalog.backup.Manifest;
import io.videocatalog.http.StrictJson;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a backup has, and how long it took. */
final class BackupSummary {

    private final String file;
    private final long start = System.nanoTime();

    /** Time counts from here. */
    BackupSummary(String file) {
        this.file = file;
    }

    /** @param done what has been done, to begin a sentence with */
    String sentence(String done, Manifest manifest) {
        String tables = manifest.tables().stream().map(part -> String.format(Locale.ROOT, "%s %,d", part.name(), part.rows()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s %s: %s; the catalogue of %s, in %.1f s.", done, file, tables, manifest.createdAt(),
                seconds());
    }

    String json(Manifest manifest) {
        ObjectNode summary = StrictJson.MAPPER.createObjectNode().put("file", file).put("createdAt", manifest.createdAt())
                .put("schemaVersion", manifest.schemaVersion()).put("rows", manifest.rows());
        ObjectNode tables = summary.putObject("tables");
        manifest.tables().forEach(part -> tables.put(part.name(), part.rows()));
        manifest.omitted().forEach(summary.putArray("omitted")::add);
        return summary.put("seconds", Math.round(seconds() * 10) / 10.0).toString();
    }

    private double seconds() {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
