package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's script beside executables, for which scripts stand that tell how they are called. */
class NativeLauncherIT {

    private static final String TELLS = """
            #!/bin/sh
            echo "$(basename "$0") $$"
            for argument in "$@"; do echo "$argument"; done
            echo "$DATABASE_URL"
            exit 42
            """;

    @TempDir
    Path home;

    @BeforeEach
    void install() throws Exception {
        Files.createDirectories(home.resolve("native"));
        Files.copy(Path.of("target/video-catalog/bin/video-catalog"),
                Files.createDirectories(home.resolve("bin")).resolve("video-catalog"));
        for (String engine : List.of("h2", "postgresql")) {
            Path executable = Files.writeString(home.resolve("native/video-catalog-" + engine), TELLS);
            executable.toFile().setExecutable(true);
        }
    }

    @Test
    void becomes_the_executable_of_the_engine_which_gets_the_arguments() throws Exception {
        Process process = launch(Map.of(), "export", "a b.csv", "-p", "q=x y").start();
        assertEquals("video-catalog-h2 " + process.pid() + "\n-Dbuild.db-kind=h2\nexport\na b.csv\n-p\nq=x y\n\n", output(process));
        assertEquals(42, process.waitFor());
    }

    @Test
    void keeps_a_url_out_of_the_arguments() throws Exception {
        String url = "postgresql://me:secret@localhost/films";
        Process process = launch(Map.of(), "serve", "--database-url", url).start();
        assertEquals("video-catalog-postgresql " + process.pid() + "\n-Dbuild.db-kind=postgresql\nserve\n" + url + "\n", output(process));
    }

    @Test
    void passes_on_only_those_options_of_a_jvm_that_an_executable_takes() throws Exception {
        Process process = launch(Map.of("JAVA_OPTS", "-XX:+UseSerialGC -Da=b -Xmx64m -ea -Xss1m -Da=c")).start();
        assertEquals("video-catalog-h2 " + process.pid() + "\n-Da=b\n-Xmx64m\n-Xss1m\n-Da=c\n-Dbuild.db-kind=h2\n\n", output(process));
    }

    @Test
    void starts_java_where_what_lies_there_cannot_be_executed() throws Exception {
        home.resolve("native/video-catalog-h2").toFile().setExecutable(false);
        Process process = launch(Map.of("JAVA_HOME", home.toString())).start();
        assertEquals("There is no Java here; install a JRE, 17 or newer, or set JAVA_HOME to one.\n", output(process));
        assertEquals(1, process.waitFor());
    }

    private ProcessBuilder launch(Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/video-catalog").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeAll(List.of("DATABASE_URL", "JAVA_OPTS"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String output(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes());
    }
}
