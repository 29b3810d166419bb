package io.videocatalog.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Why a file can be neither read nor written, in words. */
final class FileReason {

    private FileReason() {
    }

    static String of(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "there is no such file or folder";
            case "AccessDeniedException" -> "permission denied";
            default -> e instanceof FileSystemException other && other.getReason() != null ? other.getReason() : e.getMessage();
        };
    }
}
