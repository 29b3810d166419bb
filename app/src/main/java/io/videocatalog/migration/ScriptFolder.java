package io.videocatalog.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scripts of one engine in a checkout of the sources. */
final class ScriptFolder {

    private static final Path SCRIPTS = Path.of("model", "src", "main", "resources", "db", "migration");
    private static final Pattern NAME = Pattern.compile("V(\\d+)(?:[._]\\d+)*__.*\\.sql");

    private final Path all;
    private final Engine engine;

    private ScriptFolder(Path all, Engine engine) {
        this.all = all;
        this.engine = engine;
    }

    /** That of the checkout which a folder is part of, if it is. */
    static Optional<ScriptFolder> above(Path folder, Engine engine) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), path -> path != null, Path::getParent).map(path -> path.resolve(SCRIPTS))
                .filter(Files::isDirectory).findFirst().map(path -> new ScriptFolder(path, engine));
    }

    Path path() {
        return all.resolve(engine.folder());
    }

    /** The file names of the scripts, by their number. */
    TreeMap<Integer, String> scripts(Engine of) {
        TreeMap<Integer, String> scripts = new TreeMap<>();
        if (Files.isDirectory(all.resolve(of.folder()))) {
            try (Stream<Path> files = Files.walk(all.resolve(of.folder()))) {
                List<Matcher> names = files.map(file -> NAME.matcher(file.getFileName().toString())).filter(Matcher::matches).toList();
                names.forEach(name -> scripts.put(Integer.valueOf(name.group(1)), name.group()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return scripts;
    }

    /** The number that the next script gets: equal numbers mean equal tables, so one that the other engine has is to be matched first. */
    int next() {
        int last = lastOf(engine);
        return Stream.of(Engine.values()).flatMap(other -> scripts(other).keySet().stream()).filter(number -> number > last)
                .min(Integer::compare).orElse(last + 1);
    }

    private int lastOf(Engine of) {
        TreeMap<Integer, String> scripts = scripts(of);
        return scripts.isEmpty() ? 0 : scripts.lastKey();
    }

    /** The other engine, where it lacks a script of this number. */
    Optional<Engine> lacking(int number) {
        return Stream.of(Engine.values()).filter(other -> !scripts(other).containsKey(number)).findFirst();
    }

    /** Writes a script that is not there yet. */
    Path write(String name, String text) throws IOException {
        Files.createDirectories(path());
        return Files.writeString(path().resolve(name), text, StandardOpenOption.CREATE_NEW);
    }
}
