package io.videocatalog.docker;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the instructions of a Dockerfile say; of several stages it is the last that becomes the image. */
record Dockerfile(List<String> instructions) {

    static Dockerfile read(String name) throws IOException {
        String text = DockerFolder.text(name).replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n\\s*", "");
        return new Dockerfile(text.lines().filter(line -> !line.isBlank()).toList());
    }

    /** What stands behind each of these words, in all stages. */
    List<String> all(String word) {
        return instructions.stream().filter(line -> line.startsWith(word + " ")).map(line -> line.substring(word.length()).strip())
                .toList();
    }

    /** What stands behind the last of these words. */
    String last(String word) {
        List<String> all = all(word);
        return all.get(all.size() - 1);
    }

    /** The files and folders of the repository that are copied into the image by name. */
    List<String> copiedFromRepository() {
        return all("COPY").stream().filter(copy -> !copy.startsWith("--from"))
                .flatMap(copy -> Arrays.stream(copy.split("\\s+")).limit(copy.split("\\s+").length - 1)).toList();
    }

    /** What is copied from where the program is built, and where to. */
    List<String> copiedFromBuild() {
        return all("COPY").stream().filter(copy -> copy.startsWith("--from=build ")).toList();
    }

    Map<String, String> environment() {
        return Arrays.stream(last("ENV").split("\\s+")).map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1], (first, second) -> second, LinkedHashMap::new));
    }

    /** The words of an instruction in the form that needs no shell. */
    List<String> words(String word) throws IOException {
        String last = last(word);
        return new ObjectMapper().readValue(last.substring(last.indexOf('[')), new TypeReference<>() {
        });
    }
}
