package io.videocatalog.openapi;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** A part of the document, written in YAML, in which names behind a dollar sign stand for what is filled in. */
record Template(String file) {

    private static final Pattern NAME = Pattern.compile("\\$(?!ref\\b)(aNoun|nouns|noun|Entities|Entity|[a-z][A-Za-z]*)");

    /** The part as a document of its own. */
    OpenAPI fill(Map<String, String> words) {
        String yaml = NAME.matcher(text()).replaceAll(name -> Matcher.quoteReplacement(word(words, name.group(1))));
        return SmallRyeOpenAPI.builder().enableModelReader(false).enableStandardStaticFiles(false).enableAnnotationScan(false)
                .enableStandardFilter(false).withCustomStaticFile(() -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .build().model();
    }

    private String word(Map<String, String> words, String name) {
        if (!words.containsKey(name)) {
            throw new IllegalStateException(file + " uses $" + name + ", which nothing fills in");
        }
        return words.get(name);
    }

    private String text() {
        try (InputStream resource = Template.class.getResourceAsStream(file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
