package io.videocatalog.console;

import io.quarkus.arc.Arc;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Type;
import java.util.List;
import java.util.stream.Stream;

/** What snippets need not import. */
final class Imports {

    private static final List<String> PACKAGES = List.of("java.math", "java.time", "java.util", "java.util.function", "java.util.stream",
            "io.quarkus.panache.common");

    private Imports() {
    }

    static List<String> statements() {
        Stream<String> entities = Arc.container().instance(EntityManagerFactory.class).get().getMetamodel().getEntities().stream()
                .map(Type::getJavaType).map(Class::getPackageName).distinct().sorted();
        Stream<String> packages = Stream.concat(PACKAGES.stream(), entities).map(name -> "import " + name + ".*;");
        return Stream.concat(packages, Stream.of("import static " + Commands.class.getName() + ".*;")).toList();
    }
}
