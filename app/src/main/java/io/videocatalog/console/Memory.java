package io.videocatalog.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What the prompt remembers from one session to the next, its history foremost: a file of the user's, where programs keep their state. */
record Memory(Path file, Map<String, String> values) {

    static Memory load() {
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = state == null || state.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
        Path file = folder.resolve("video-catalog").resolve("console.properties");
        Properties stored = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            stored.load(in);
        } catch (IOException | IllegalArgumentException e) {
            if (!(e instanceof NoSuchFileException)) {
                System.err.println("The history of earlier sessions cannot be read: " + e + ".");
            }
        }
        Map<String, String> values = new ConcurrentHashMap<>();
        stored.stringPropertyNames().forEach(name -> values.put(name, stored.getProperty(name)));
        return new Memory(file, values);
    }

    /** Only the user can read the file: lines that were typed may hold what others should not see. */
    void save() {
        Properties stored = new Properties();
        stored.putAll(values);
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(file.getParent(), "console", ".properties");
            try (OutputStream out = Files.newOutputStream(written)) {
                stored.store(out, null);
            }
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.err.println("The history of this session is not kept: " + e + ".");
        }
    }
}
