package io.videocatalog.backup;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there whole or not at all, and that only its owner can read. Until it is kept it has another name, and goes
 * away when it is closed or the process ends.
 */
public final class NewFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final Path part;
    /** Null until the file is there. */
    private FileChannel channel;
    private OutputStream out;
    private boolean settled;

    private NewFile(Path path) {
        this.path = path;
        this.part = path.resolveSibling(path.getFileName() + ".part");
    }

    /**
     * Begins a file.
     *
     * @param replace whether one of that name may be there, or what a killed process has left of it
     * @throws BackupFailure when one is there and may not
     */
    public static NewFile create(Path path, boolean replace) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new BackupFailure(path + " is not a file; choose another name, or write to - and send that there.");
        } else if (Files.exists(path) && !replace) {
            throw new BackupFailure(path + " is there already; choose another name, or use --force to replace a file.");
        }
        NewFile file = new NewFile(Files.exists(path) ? path.toRealPath() : path);
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(file::discard));
        } catch (IllegalStateException e) {
            throw new BackupFailure("The process is being stopped.");
        }
        file.begin(replace);
        return file;
    }

    private synchronized void begin(boolean replace) throws IOException {
        if (settled) {
            throw new BackupFailure("The process is being stopped.");
        }
        if (replace) {
            Files.deleteIfExists(part);
        }
        try {
            channel = FileChannel.open(part, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new BackupFailure(part + " is there: another process writes it, or one was killed; use --force if it was killed.");
        }
        out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    public OutputStream out() {
        return out;
    }

    /** Gives the file its name, once what has been written is on the disk. */
    public void keep() throws IOException {
        out.flush();
        channel.force(true);
        rename();
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private synchronized void rename() throws IOException {
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        settled = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        discard();
    }

    /** Removes what has been written, unless it has been kept. */
    public synchronized void discard() {
        if (!settled && channel != null) {
            part.toFile().delete(); // Where that fails nobody is left to be told.
        }
        settled = true;
    }
}
