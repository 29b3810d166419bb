package io.videocatalog.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.migration.TableState.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeOnH2Test extends UpgradeContract {

    private static final Pattern COMMAND = Pattern.compile("run: (cp .*?); then");

    @TempDir
    Path home;

    @Override
    String url() {
        return "jdbc:h2:file:" + home.resolve("my catalogue");
    }

    @Override
    void goBack(String sentence) throws Exception {
        assertEquals(Kind.FAILED, state());
        assertEquals("2", value("select count(*) from things where done is null"), "H2 keeps the new column");
        String again = failure();
        assertTrue(again.contains("has failed on " + home.resolve("my catalogue.mv.db")), again);
        assertEquals(command(sentence), command(again), "the way back can be looked up later");
        assertEquals(0, new ProcessBuilder("sh", "-c", command(again)).inheritIO().start().waitFor());
    }

    private static String command(String sentence) {
        Matcher command = COMMAND.matcher(sentence);
        assertTrue(command.find(), sentence);
        return command.group(1);
    }

    @Test
    void copies_the_file_before_an_upgrade_and_overwrites_no_copy() throws Exception {
        assertEquals(List.of("my catalogue.mv.db"), files(), "nothing was there before the first script");
        Files.writeString(home.resolve("my catalogue-before-V2.mv.db"), "precious");
        write("V2__second.sql", "update things set size = 7;");
        write("V3__third.sql", "update things set size = 8;");
        flyway().migrate();
        flyway().migrate();
        assertEquals(List.of("my catalogue-before-V2-2.mv.db", "my catalogue-before-V2.mv.db", "my catalogue.mv.db"), files());
        assertEquals("precious", Files.readString(home.resolve("my catalogue-before-V2.mv.db")));
        Files.copy(home.resolve("my catalogue-before-V2-2.mv.db"), home.resolve("my catalogue.mv.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals("1", value("select min(size) from things"));
    }

    @Test
    void does_not_begin_without_a_copy() throws Exception {
        write("V2__second.sql", "update things set size = 7;");
        run("create user guest password ''; grant all on schema public to guest; grant alter any schema to guest");
        String sentence = failure("guest");
        assertTrue(sentence.contains("cannot be copied before the upgrade, and without a copy it does not begin: Admin rights"), sentence);
        assertEquals("1", value("select min(size) from things"));
        assertEquals(Kind.BEHIND, state());
        assertTrue(files().stream().noneMatch(name -> name.contains("before") || name.startsWith("copy")), files()::toString);
    }

    @Test
    void tells_what_to_do_when_the_first_script_fails() throws Exception {
        run("drop all objects");
        write("V1__first.sql", "create table things (id bigint primary key);\nnonsense;");
        assertTrue(failure().contains("nothing was there before, so remove " + home.resolve("my catalogue.mv.db")), failure());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
