package io.videocatalog.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps pages true that show source files: a comment before a code block names the file that the block must equal. */
class DocumentedSourceTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SHOWN_FILE = Pattern.compile("<!-- (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern DIFFERENCE = Pattern.compile("<!-- only in (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);

    @Test
    void shows_the_files_of_the_example_as_they_are() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/add-an-entity.md"));
        List<MatchResult> shown = SHOWN_FILE.matcher(page).results().toList();
        assertEquals(3, shown.size(), "two classes and a migration");
        for (MatchResult block : shown) {
            assertEquals(Files.readString(ROOT.resolve(block.group(1))), block.group(2), block.group(1) + " differs from the page");
        }
    }

    @Test
    void shows_how_the_script_for_postgresql_differs() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/add-an-entity.md"));
        MatchResult block = DIFFERENCE.matcher(page).results().findFirst().orElseThrow();
        Path script = ROOT.resolve(block.group(1));
        List<String> other = Files.readAllLines(script.resolveSibling("../h2").resolve(script.getFileName()).normalize());
        List<String> only = Files.readAllLines(script).stream().filter(line -> !other.contains(line)).toList();
        assertEquals(String.join("\n", only), block.group(2).stripTrailing());
    }

    @Test
    void needs_no_other_file_for_the_example() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/add-an-entity.md"));
        try (var files = Files.list(ROOT.resolve("app/src/test/java/io/videocatalog/playlist"))) {
            files.filter(file -> !file.getFileName().toString().endsWith("Test.java"))
                    .forEach(file -> assertTrue(page.contains(file.getFileName().toString()), file + " is not on the page"));
        }
    }
}
