package io.videocatalog.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedBackupTest {

    private static final Schema SCHEMA = TestDatabase.SCRIPTS.schema(MigrationVersion.fromVersion("2"), "The test");

    @TempDir
    Path folder;
    private byte[] sound;
    private List<String> rows;

    @BeforeEach
    void backUp() throws Exception {
        TestDatabase source = TestDatabase.withTables("h2");
        source.execute("insert into teams (id, name) select x, 'team ' || x from system_range(1, 200)",
                "insert into members (id, name, team_id) select x, 'member ' || x, x from system_range(1, 200)");
        Path file = folder.resolve("sound.zip");
        source.backup(file);
        sound = Files.readAllBytes(file);
        rows = read(sound).orElseThrow();
    }

    @Test
    void is_refused_wherever_it_is_cut_off() throws Exception {
        for (int length = 0; length < sound.length; length += 13) {
            assertEquals(Optional.empty(), read(Arrays.copyOf(sound, length)), "cut to " + length + " of " + sound.length);
        }
        assertEquals(Optional.empty(), read(Arrays.copyOf(sound, sound.length - 1)));
    }

    @Test
    void is_refused_or_harmless_wherever_a_bit_is_turned() throws Exception {
        int refused = 0;
        for (int position = 0; position < sound.length; position += 3) {
            byte[] turned = sound.clone();
            turned[position] ^= (byte) (1 << position % 8);
            Optional<List<String>> read = read(turned);
            assertTrue(read.isEmpty() || read.get().equals(rows), "other rows without a word, turned at " + position);
            refused += read.isEmpty() ? 1 : 0;
        }
        assertTrue(refused > sound.length / 3 * 0.8, refused + " refused of " + sound.length / 3);
    }

    @Test
    void is_refused_when_a_piece_is_missing_twice_there_or_zero() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            int from = 1 + random.nextInt(sound.length - 101); // Bytes before a whole backup are no damage to it.
            int to = from + 1 + random.nextInt(99);
            assertFalse(read(joined(Arrays.copyOf(sound, from), Arrays.copyOfRange(sound, to, sound.length))).isPresent());
            assertFalse(read(joined(Arrays.copyOf(sound, to), Arrays.copyOfRange(sound, from, sound.length))).isPresent());
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** All that a restore would load; nothing when it would refuse the file. */
    private Optional<List<String>> read(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("backup.zip"), bytes);
        List<String> read = new ArrayList<>();
        try (BackupReader backup = new BackupReader(file)) {
            backup.requireFits(SCHEMA);
            for (Table table : SCHEMA.tables()) {
                backup.read(table, row -> read.add(table.name() + Arrays.toString(row)));
            }
            read.add(backup.manifest().sequences().toString());
            return Optional.of(read);
        } catch (BackupFailure e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return Optional.empty();
        }
    }
}
