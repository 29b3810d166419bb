package io.videocatalog.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's script, from the folder and from the archive. */
class LauncherIT {

    @TempDir
    Path folder;

    @Test
    void explains_every_command_and_touches_nothing() throws Exception {
        Program.Result help = Program.at(folder).run("--help");
        assertEquals(0, help.code(), help.err());
        for (String command : List.of("serve", "import", "export", "db", "console", "generate-completion")) {
            assertTrue(help.out().contains("\n  " + command + " "), help.out());
            Program.Result one = Program.at(folder).run(command, "--help");
            assertEquals(0, one.code(), one.err());
            assertTrue(one.out().startsWith("Usage: video-catalog " + command), one.out());
        }
        assertTrue(help.out().contains("Exit codes: "), help.out());
        assertEmpty(folder);
    }

    @Test
    @Tag("jvm")
    void tells_its_version_commit_engines_and_java() throws Exception {
        Program.Result version = Program.at(folder).run("--version");
        assertEquals(0, version.code(), version.err());
        assertTrue(version.out().matches("(?s)Video Catalog \\S+ \\(commit \\w+\\)\n.*H2 2\\..*PostgreSQL.*\nJava: "
                + Runtime.version().feature() + "\\..*"), version.out());
        assertEmpty(folder);
    }

    @Test
    void refuses_what_it_does_not_know_and_says_where_to_look() throws Exception {
        Program.Result unknown = Program.at(folder).run("exprot");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("exprot") && unknown.err().contains("video-catalog --help"), unknown.err());
        assertEquals(2, Program.at(folder).run("").code());
        assertEquals(2, Program.at(folder).run("db").code());
        assertEquals(2, Program.at(folder).run("serve", "--database-url").code());
        assertEmpty(folder);
    }

    @Test
    void prints_a_completion_script_that_bash_accepts() throws Exception {
        Program.Result script = Program.at(folder).run("generate-completion");
        Path file = Files.writeString(folder.resolve("completion"), script.out());
        assertEquals(0, new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start().waitFor());
        assertTrue(script.out().contains("serve"), script.out());
    }

    @Test
    void runs_from_the_archive_in_a_folder_with_a_blank_and_through_a_link() throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("my programs"));
        assertEquals(0, new ProcessBuilder("tar", "-xzf", Path.of("target/video-catalog.tar.gz").toAbsolutePath().toString(), "-C",
                unpacked.toString()).inheritIO().start().waitFor());
        Path link = Files.createSymbolicLink(folder.resolve("vc"), unpacked.resolve("video-catalog/bin/video-catalog"));
        assertTrue(output(link.toString(), "--version").startsWith("Video Catalog "));
    }

    @Test
    void reads_nothing_where_stdin_is_closed() throws Exception {
        ProcessBuilder builder = Program.builder(List.of("bash", "-c", "exec \"$@\" <&-", "bash"), List.of("import", "-"));
        builder.environment().put("VIDEO_CATALOG_HOME", folder.toString());
        Path out = folder.resolve("out");
        assertEquals(0, builder.redirectOutput(out.toFile()).redirectErrorStream(true).start().waitFor());
        assertTrue(Files.readString(out).startsWith("0 created, 0 updated, 0 rejected "), Files.readString(out));
    }

    @Test
    void takes_any_name_of_a_file_in_the_locale_of_cron() throws Exception {
        ProcessBuilder builder = Program.builder(List.of(), List.of("export", folder.resolve("ëx 한.csv").toString()));
        builder.environment().putAll(Map.of("LC_ALL", "C", "VIDEO_CATALOG_HOME", folder.resolve("ü").toString()));
        assertEquals(0, builder.inheritIO().start().waitFor());
        assertTrue(Files.exists(folder.resolve("ëx 한.csv")));
    }

    @Test
    @Tag("jvm")
    void has_the_system_speak_english_and_keeps_the_encoding_of_the_locale() throws Exception {
        program("java", "env");
        ProcessBuilder launcher = Program.builder(List.of(), List.of("db", "status"));
        launcher.environment().putAll(Map.of("JAVA_HOME", folder.toString(), "LC_ALL", "ko_KR.UTF-8", "LANGUAGE", "ko"));
        List<String> environment = new String(launcher.start().getInputStream().readAllBytes()).lines().toList();
        assertTrue(environment.containsAll(List.of("LC_CTYPE=ko_KR.UTF-8", "LC_MESSAGES=C")), environment.toString());
        assertTrue(environment.stream().noneMatch(variable -> variable.matches("(LC_ALL|LANGUAGE)=.*")), environment.toString());
    }

    @Test
    @Tag("jvm")
    void says_when_there_is_no_java() throws Exception {
        Files.createSymbolicLink(folder.resolve("readlink"), Path.of("/usr/bin/readlink"));
        Files.createSymbolicLink(folder.resolve("dirname"), Path.of("/usr/bin/dirname"));
        ProcessBuilder builder = Program.builder(List.of("/bin/sh"), List.of());
        builder.environment().put("PATH", folder.toString());
        builder.environment().remove("JAVA_HOME");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor());
        assertEquals("There is no Java here; install a JRE, 17 or newer, or set JAVA_HOME to one.\n", output);
    }

    @Test
    @Tag("jvm")
    void has_one_collector_and_lets_java_opts_have_the_last_word() throws Exception {
        List<String> plain = arguments(Map.of("JAVA_OPTS", "-Xmx64m"), "db", "status");
        assertTrue(plain.containsAll(List.of("-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:MaxHeapFreeRatio=20")), plain.toString());
        List<String> own = arguments(Map.of("JAVA_OPTS", "-XX:+UseG1GC -XX:FreqInlineSize=325"), "db", "status");
        assertEquals(List.of("-XX:+UseG1GC"), own.stream().filter(option -> option.matches("-XX:\\+Use\\w+GC")).toList());
        assertFalse(own.contains("-XX:NewRatio=1"), "keeps others from finding their own size of what is young");
        assertFalse(own.contains("-XX:MaxHeapFreeRatio=20"), "is meant for the serial collector");
        assertTrue(own.indexOf("-XX:FreqInlineSize=325") > own.indexOf("-XX:FreqInlineSize=100"), own.toString());
    }

    @Test
    @Tag("jvm")
    void compiles_in_more_threads_where_a_service_has_few_processors() throws Exception {
        String more = "-XX:CICompilerCount=12";
        assertTrue(onProcessors(2).contains(more));
        assertTrue(onProcessors(3, "serve").contains(more));
        assertFalse(onProcessors(4, "serve").contains(more), "there the JVM's own number is right");
        assertFalse(onProcessors(2, "db", "status").contains(more), "threads that a short command would have to start");
    }

    @Test
    @Tag("jvm")
    void asks_for_large_pages_where_the_system_gives_them() throws Exception {
        String large = "-XX:+UseTransparentHugePages";
        assertTrue(onPages("always [madvise] never").contains(large));
        assertTrue(onPages("[always] madvise never", "serve").contains(large));
        assertFalse(onPages("always madvise [never]").contains(large), "Java would say at each start that there are none");
        assertFalse(onPages("always [madvise] never", "db", "status").contains(large), "a short command would only clear them");
    }

    @Test
    @Tag("jvm")
    void begins_with_the_same_heap_whatever_memory_there_is() throws Exception {
        String limit = "/sys/fs/cgroup/memory.max";
        assertTrue(where(limit, "536870912").contains("-XX:InitialRAMPercentage=15.625"), "80 of 512 MB");
        List<String> unlimited = where(limit, "max");
        assertEquals(1, unlimited.stream().filter(option -> option.matches("-XX:InitialRAMPercentage=[0-9]+[.][0-9]{3}")).count(),
                unlimited.toString());
    }

    @Test
    @Tag("jvm")
    void leaves_a_log_where_the_jvm_kept_nothing() throws Exception {
        Path home = folder.resolve("home");
        Path launcher = Program.install(home);
        program("java", "echo 'no memory' >&2; exit 1");
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Program.Result made = Program.at(folder).with(Map.of("JAVA_HOME", folder.toString())).startedBy(launcher)
                .run("warm-up");
        assertEquals(1, made.code(), made.out() + made.err());
        List<String> left = List.of(home.resolve("cache").toFile().list());
        assertTrue(left.size() == 1 && left.get(0).endsWith(".aot.new"), left.toString());
        assertEquals("no memory\n", Files.readString(home.resolve("cache").resolve(left.get(0)).resolve("log")));
    }

    private List<String> onProcessors(int count, String... command) throws Exception {
        Path bin = program("nproc", "echo " + count);
        return arguments(Map.of("PATH", bin + ":" + System.getenv("PATH")), command);
    }

    private List<String> onPages(String policy, String... command) throws Exception {
        return where("/sys/kernel/mm/transparent_hugepage/enabled", policy, command);
    }

    /** What the launcher gives to Java where a file has this content. */
    private List<String> where(String file, String content, String... command) throws Exception {
        Path bin = program("cat", "case $1 in " + file + ") echo '" + content + "' ;; *) exec /bin/cat \"$@\" ;; esac");
        return arguments(Map.of("PATH", bin + ":" + System.getenv("PATH")), command);
    }

    /** What the launcher gives to Java. */
    private List<String> arguments(Map<String, String> environment, String... command) throws Exception {
        program("java", "printf '%s\\n' \"$@\"");
        ProcessBuilder launcher = Program.builder(List.of(), List.of(command));
        launcher.environment().putAll(environment);
        launcher.environment().put("JAVA_HOME", folder.toString());
        return new String(launcher.start().getInputStream().readAllBytes()).lines().toList();
    }

    /** Puts a script in the place of a program, and returns the folder in which it is. */
    private Path program(String name, String script) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(program.toFile().setExecutable(true));
        return bin;
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static void assertEmpty(Path folder) {
        assertFalse(folder.toFile().list().length > 0, "nothing is to be written for this");
    }
}
