package io.videocatalog.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code docker/}. */
final class DockerFolder {

    /** The repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();

    private DockerFolder() {
    }

    static Path file(String name) {
        return ROOT.resolve("docker").resolve(name);
    }

    static String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    static JsonNode json(String name) throws IOException {
        return JSON.readTree(text(name));
    }

    static JsonNode yaml(String name) throws IOException {
        return documents(file(name)).get(0);
    }

    /** The one Kubernetes resource of a kind. */
    static JsonNode resource(String kind) throws IOException {
        try (Stream<Path> files = Files.list(file("kubernetes"))) {
            List<JsonNode> found = files.flatMap(file -> documents(file).stream()).filter(one -> one.path("kind").asText().equals(kind))
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError(found.size() + " of kind " + kind);
            }
            return found.get(0);
        }
    }

    // Duplicate keys would hide one of the two.
    private static List<JsonNode> documents(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(Files.readString(file));
            return StreamSupport.stream(documents.spliterator(), false).<JsonNode>map(JSON::valueToTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
