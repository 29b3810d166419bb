package io.videocatalog.cli;

import io.videocatalog.model.CatalogEntity;
import io.videocatalog.resource.EntityResource;
import io.videocatalog.resource.Representation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The entities that the API has, by the names of their tables, which their paths end in. They are found among the classes of
 * the program, since a command is checked, explained and completed before the application is started. A native executable has no
 * jar to look into, but runs what makes constants while it is built.
 */
final class EntityNames implements Iterable<String>, ITypeConverter<Representation<? extends CatalogEntity>> {

    private static final String OURS = "io/videocatalog/";
    private static final String RESOURCE = "Resource.class";

    private static final List<Class<? extends CatalogEntity>> ENTITIES = classFiles().stream()
            .<Class<? extends CatalogEntity>>flatMap(file -> entity(file).stream()).toList();

    private final SortedMap<String, Representation<? extends CatalogEntity>> entities = new TreeMap<>();

    EntityNames() {
        for (Class<? extends CatalogEntity> entity : ENTITIES) {
            Representation<? extends CatalogEntity> representation = new Representation<>(entity);
            entities.put(representation.table(), representation);
        }
    }

    // The program runs from jars; only the one with the resources has this file.
    private static List<String> classFiles() {
        try {
            var connection = EntityNames.class.getResource("/META-INF/video-catalog.properties").openConnection();
            if (connection instanceof JarURLConnection jar) {
                try (JarFile program = new JarFile(Path.of(jar.getJarFileURL().toURI()).toFile())) {
                    return program.stream().map(ZipEntry::getName)
                            .filter(name -> name.startsWith(OURS) && name.endsWith(RESOURCE)).toList();
                }
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Optional<Class<? extends CatalogEntity>> entity(String classFile) {
        try {
            String name = classFile.replace('/', '.').replaceFirst("\\.class$", "");
            Class<?> resource = Class.forName(name, false, EntityNames.class.getClassLoader());
            if (resource.getSuperclass() != EntityResource.class || Modifier.isAbstract(resource.getModifiers())) {
                return Optional.empty();
            }
            var parent = (ParameterizedType) resource.getGenericSuperclass();
            return Optional.of((Class<? extends CatalogEntity>) parent.getActualTypeArguments()[0]);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Iterator<String> iterator() {
        return entities.keySet().iterator();
    }

    @Override
    public Representation<? extends CatalogEntity> convert(String name) {
        return Optional.ofNullable(entities.get(name))
                .orElseThrow(() -> new TypeConversionException(name + " is none of " + String.join(", ", entities.keySet())));
    }
}
