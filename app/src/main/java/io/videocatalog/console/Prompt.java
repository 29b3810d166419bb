package io.videocatalog.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;

/** JShell's own prompt on a terminal, with its completion, history and commands. */
final class Prompt {

    private static final String MODE = "catalogue";
    private static final List<String> LOOK = List.of("/set mode " + MODE + " -quiet",
            "/set prompt " + MODE + " 'catalogue> ' '       ...> '",
            "/set format " + MODE + " pre '|  '", "/set format " + MODE + " post '%n'", "/set format " + MODE + " errorpre '|  '",
            "/set format " + MODE + " errorpost '%n'", "/set format " + MODE + " errorline '{post}{pre}    {err}'",
            "/set format " + MODE + " display '{name} ==> {value}{post}' added,modified,replaced-expression,varvalue,varinit-ok-primary",
            "/set truncation " + MODE + " 10000");

    private Prompt() {
    }

    /** @return the exit code that the user has given to {@code /exit}, else 0 */
    static int run() throws Exception {
        Path settings = Files.createTempDirectory("video-catalog-console");
        Path imports = Files.write(settings.resolve("imports"), Imports.statements());
        Path look = Files.write(settings.resolve("look"), LOOK);
        Memory memory = Memory.load();
        try {
            return JavaShellToolBuilder.builder().persistence(memory.values()).start("--execution", SnippetRunnerProvider.NAME,
                    "--class-path", ClassPath.ofSources(), "--startup", imports.toString(), "--feedback", MODE, look.toString());
        } finally {
            memory.save();
            delete(imports, look, settings);
        }
    }

    private static void delete(Path... files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
