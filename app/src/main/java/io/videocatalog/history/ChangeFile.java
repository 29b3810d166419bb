package io.videocatalog.history;

import io.videocatalog.model.Change.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes in a temporary file that only this process' user can read, for transactions that do more than memory holds. */
final class ChangeFile implements AutoCloseable {

    private static final int NOTHING = -1;

    private final Path path = Files.createTempFile("video-catalog-changes", null);
    private final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
    private long count;

    ChangeFile() throws IOException {
    }

    void append(PendingChange change) throws IOException {
        out.writeUTF(change.entity());
        out.writeLong(change.id());
        out.writeLong(change.version());
        out.writeByte(change.kind().ordinal());
        writeText(change.before());
        writeText(change.after());
        count++;
    }

    private void writeText(String text) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? NOTHING : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    <E extends Exception> void forEach(PendingChanges.Consumer<E> consumer) throws E, IOException {
        out.flush();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (long i = 0; i < count; i++) {
                consumer.accept(new PendingChange(in.readUTF(), in.readLong(), in.readLong(), Kind.values()[in.readByte()], readText(in),
                        readText(in)));
            }
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NOTHING ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(path);
        }
    }
}
