package io.videocatalog.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;

/** Loads snippets. What they do not define themselves is the application's, so that they work on the same entities. */
final class SnippetLoader extends ClassLoader implements LoaderDelegate {

    /** How JShell names the classes that it makes of snippets. */
    static final String PACKAGE = "REPL.";
    static final String PATH = "REPL/";

    private static final Pattern PREFIX = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

    private final Map<String, byte[]> compiled = new HashMap<>();

    SnippetLoader(ClassLoader application) {
        super(application);
    }

    @Override
    public void load(ClassBytecodes[] snippets) throws ClassInstallException {
        classesRedefined(snippets);
        for (ClassBytecodes snippet : snippets) {
            try {
                // So that what cannot be linked shows now, where JShell expects it.
                loadClass(snippet.name()).getDeclaredMethods();
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(e.toString(), new boolean[snippets.length]);
            }
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] snippets) {
        for (ClassBytecodes snippet : snippets) {
            compiled.put(snippet.name(), SnippetCode.adapt(snippet.bytecodes(), getParent()));
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(PACKAGE) ? findClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        byte[] code = compiled.get(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    /** The classes of the snippets so far, in no order. */
    List<Class<?>> loaded() {
        return compiled.keySet().stream().<Class<?>>map(this::findLoadedClass).filter(Objects::nonNull).toList();
    }

    /** The text with names as they stand in the snippets. */
    static String withoutPrefix(String text) {
        return PREFIX.matcher(text).replaceAll("");
    }

    @Override
    public void addToClasspath(String path) throws NotImplementedException {
        throw new NotImplementedException("The console has the application's classes and no others");
    }
}
