package io.videocatalog.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody has changed a backup with care: the sums are right. */
class HostileBackupTest {

    private static final String ROW = "{'id':1,'name':'a','lead_id':null,'motto':'m'}";

    @TempDir
    Path folder;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @BeforeEach
    void backUp() throws Exception {
        TestDatabase source = TestDatabase.withTables("h2");
        source.execute("insert into teams (id, name, motto) values (1, 'a', 'm')");
        Path file = folder.resolve("sound.zip");
        source.backup(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        assertEquals(json(ROW) + "\n", text("teams.ndjson"));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }

    private String text(String entry) {
        return new String(entries.get(entry), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
            "[1,'a',null,'m']                                         #  is no JSON object",
            "'a'                                                      #  is no JSON object",
            "null                                                     #  is no JSON object",
            "{}                                                       # : id is not in its place",
            "{'id':1,'name':'a','motto':'m'}                          # : lead_id is not in its place",
            "{'name':'a','id':1,'lead_id':null,'motto':'m'}           # : id is not in its place",
            "{'id':1,'id':1,'lead_id':null,'motto':'m'}               #  is no JSON",
            "{'id':1,'name':'a','lead_id':null,'motto':'m','x':1}     #  has more than the columns of the table",
            "{'id':null,'name':'a','lead_id':null,'motto':'m'}        # : id must not be null",
            "{'id':'1','name':'a','lead_id':null,'motto':'m'}         # : id is no integer",
            "{'id':1.0,'name':'a','lead_id':null,'motto':'m'}         # : id is no integer",
            "{'id':9223372036854775808,'name':'a','lead_id':null,'motto':'m'} # : id is no integer",
            "{'id':[1],'name':'a','lead_id':null,'motto':'m'}         # : id is no integer",
            "{'id':1,'name':5,'lead_id':null,'motto':'m'}             # : name is no text",
            "{'id':1,'name':{'a':1},'lead_id':null,'motto':'m'}       # : name is no text",
            "{'id':1,'name':'\\ud83d','lead_id':null,'motto':'m'}     # : name is no text",
            "{'id':1,'name':'a','lead_id':null,'motto':'m'            #  is no JSON",
            "{'id':1,'name':'a','lead_id':NaN,'motto':'m'}            #  is no JSON",
            "drop table teams                                         #  is no JSON"})
    void a_row_that_is_none_of_the_table_is_refused(String row, String expected) throws Exception {
        assertDamaged("teams.ndjson, line 2" + (expected.startsWith(":") ? "" : " ") + expected,
                json(ROW + "\n" + row).getBytes(StandardCharsets.UTF_8), 2);
    }

    @Test
    void a_text_that_is_longer_than_its_column_is_refused_before_it_fills_the_memory() throws Exception {
        for (int length : new int[]{501, 100_000_000}) {
            String row = ROW.replace("'a'", "'" + "a".repeat(length) + "'");
            assertDamaged("teams.ndjson, line 1: name is too long", json(row).getBytes(StandardCharsets.UTF_8), 1);
        }
        replaceTeams(json(ROW.replace("'a'", "'" + "🎬".repeat(500) + "'")).getBytes(StandardCharsets.UTF_8), 1);
        check();
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() throws Exception {
        for (int surrogate : new int[]{0xFF, 0xC0, 0xED}) {
            byte[] row = json(ROW).getBytes(StandardCharsets.UTF_8);
            row[json(ROW).indexOf("\"a\"") + 1] = (byte) surrogate;
            assertDamaged("teams.ndjson, line 1 is no UTF-8", row, 1);
        }
    }

    @Test
    void other_numbers_of_rows_than_the_manifest_says_are_refused() throws Exception {
        byte[] three = (json(ROW) + "\n").repeat(3).getBytes(StandardCharsets.UTF_8);
        for (int said : new int[]{0, 2, 4, -1, Integer.MAX_VALUE}) {
            assertDamaged("the sum or the number of rows of teams.ndjson is wrong", three, said);
        }
    }

    private void assertDamaged(String what, byte[] teams, int rows) throws Exception {
        replaceTeams(teams, rows);
        assertEquals("The backup " + folder.resolve("hostile.zip") + " is damaged: " + what + "; use another one.", refusal());
    }

    private void replaceTeams(byte[] teams, int rows) {
        String sum = HexFormat.of().formatHex(BackupReader.sha256().digest(teams));
        String before = text("manifest.json");
        int part = before.indexOf("\"name\" : \"teams\"");
        String manifest = before.substring(0, part) + before.substring(part).replaceFirst("(\"rows\" : )-?\\d+", "$1" + rows)
                .replaceFirst("(\"sha256\" : )\"\\w+\"", "$1\"" + sum + "\"");
        entries.put("teams.ndjson", teams);
        entries.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
            "\"formatVersion\" : 1   # \"formatVersion\" : 2      # is of the format 2, and this program knows the format 1; use a newer program.",
            "\"schemaVersion\" : \"2\" # \"schemaVersion\" : \"3\"  # has tables of version 3, and this program knows none after version 2; use a newer",
            "\"schemaVersion\" : \"2\" # \"schemaVersion\" : \"1.5\" # has tables of version 1.5, which this program has no script for.",
            "\"schemaVersion\" : \"2\" # \"schemaVersion\" : \"latest\" # manifest cannot be read",
            "\"schemaVersion\" : \"2\" # \"schemaVersion\" : \"'; drop\" # manifest cannot be read",
            "\"schemaVersion\" : \"2\" # \"schemaVersion\" : null  # manifest cannot be read",
            "\"schemaVersion\" : \"2\" # \"schemaVersion\" : \"1\"  # has other tables than",
            "video-catalog-backup    # something-else             # is no backup of a catalogue",
            "\"name\" : \"teams\"    # \"name\" : \"../teams\"    # has other tables than",
            "\"name\" : \"teams\"    # \"name\" : \"members\"     # has other tables than",
            "\"motto\" : \"text\"    # \"motto\" : \"integer\"    # has other tables than",
            "\"motto\" : \"text\"    # \"motto; drop table teams\" : \"text\" # has other tables than",
            "teams_seq               # teams_seq; drop table teams # has other tables than",
            "\"members_seq\" : 1     # \"members_seq\" : null     # manifest cannot be read",
            "\"members_seq\" : 1     # \"members_seq\" : \"1\"    # manifest cannot be read",
            "\"members_seq\" : 1     # \"members_seq\" : 1e400    # manifest cannot be read",
            "\"tables\" : [          # \"tables\" : [ null,       # manifest cannot be read",
            "\"omitted\"             # \"surprise\"               # manifest cannot be read"})
    void a_manifest_that_does_not_fit_is_refused(String before, String after, String expected) throws Exception {
        String manifest = text("manifest.json");
        assertTrue(manifest.contains(before), manifest);
        entries.put("manifest.json", manifest.replace(before, after).getBytes(StandardCharsets.UTF_8));
        String sentence = refusal();
        assertTrue(sentence.contains(expected), sentence);
    }

    @Test
    void a_file_with_more_or_less_in_it_than_a_backup_is_refused() throws Exception {
        entries.put("../../etc/passwd", new byte[]{1});
        assertTrue(refusal().contains("it has more or less in it than its manifest says"));
        entries.remove("../../etc/passwd");
        entries.remove("teams.ndjson");
        assertTrue(refusal().contains("it has more or less in it than its manifest says"));
        entries.remove("manifest.json");
        assertTrue(refusal().contains("is no backup of a catalogue"));
        entries.put("manifest.json", new byte[2_000_000]);
        assertTrue(refusal().contains("manifest"));
    }

    private String refusal() throws IOException {
        String sentence = assertThrows(BackupFailure.class, this::check).getMessage();
        assertEquals(1, sentence.lines().count(), sentence);
        return sentence;
    }

    private void check() throws IOException {
        Path file = folder.resolve("hostile.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        try (Restore restore = new Restore(TestDatabase.SCRIPTS, file, (rows, all, doing) -> {})) {
            restore.check();
        }
    }
}
