package io.videocatalog.backup;

import io.videocatalog.backup.Manifest.Part;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a backup, and takes nothing in it for granted: what is wrong with it is a {@link BackupFailure}. */
final class BackupReader implements Closeable {

    private static final int LARGEST_MANIFEST = 1 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    BackupReader(Path file) throws IOException {
        this.file = file;
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BackupFailure("There is no file " + file + " that this user can read.");
        }
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw damaged("it is no complete zip file");
        }
        try {
            manifest = readManifest();
        } catch (BackupFailure e) {
            zip.close();
            throw e;
        }
    }

    private Manifest readManifest() {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw foreign();
        }
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            byte[] bytes = in.readNBytes(LARGEST_MANIFEST);
            // Java checks the sums of a zip file only when it reads it as a stream.
            if (in.read() >= 0 || sum.getValue() != entry.getCrc()) {
                throw damaged("the sum of its manifest is wrong");
            }
            return Manifest.read(bytes).orElseThrow(this::foreign);
        } catch (IOException e) {
            throw damaged("its manifest cannot be read");
        }
    }

    private BackupFailure foreign() {
        return new BackupFailure("The file " + file + " is no backup of a catalogue.");
    }

    Manifest manifest() {
        return manifest;
    }

    /** Sees to it that the backup has the tables and sequences of this schema, all of them and no others. */
    void requireFits(Schema schema) {
        Map<String, Map<String, String>> tables = manifest.tables().stream()
                .collect(Collectors.toMap(Part::name, Part::columns, (a, b) -> Map.of()));
        Map<String, Map<String, String>> scripted = schema.tables().stream().collect(Collectors.toMap(Table::name, Table::types));
        Set<String> entries = Stream.concat(Stream.of(Manifest.ENTRY), schema.tables().stream().map(Table::entry))
                .collect(Collectors.toSet());
        if (!tables.equals(scripted) || !manifest.sequences().keySet().equals(Set.copyOf(schema.sequences()))) {
            throw new BackupFailure("The backup " + file + " has other tables than version " + schema.version()
                    + " of the catalogue; was made with other scripts");
        } else if (zip.size() != entries.size() || !zip.stream().map(ZipEntry::getName).collect(Collectors.toSet()).equals(entries)) {
            throw damaged("it has more or less in it than its manifest says");
        }
    }

    /** Does something with the values of a row, in the order of the table's columns. */
    interface RowTaker {
        void take(Object[] row) throws SQLException;
    }

    /** Hands over every row of a table. Whether they are those that were written is known only when it returns. */
    void read(Table table, RowTaker taker) throws SQLException {
        Part part = manifest.tables().stream().filter(found -> found.name().equals(table.name())).findFirst().orElseThrow();
        MessageDigest sum = sha256();
        long count = 0;
        try (RowParser rows = new RowParser(table, new DigestInputStream(zip.getInputStream(zip.getEntry(table.entry())), sum))) {
            for (Object[] row = rows.next(); row != null && count <= part.rows(); row = rows.next()) {
                taker.take(row);
                count++;
            }
        } catch (IOException e) {
            throw damaged(table.entry() + ", " + e.getMessage());
        }
        if (count != part.rows() || !HexFormat.of().formatHex(sum.digest()).equals(part.sha256())) {
            throw damaged("the sum or the number of rows of " + table.entry() + " is wrong");
        }
    }

    private BackupFailure damaged(String what) {
        return new BackupFailure("The backup " + file + " is damaged: " + what + "; use another one.");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
