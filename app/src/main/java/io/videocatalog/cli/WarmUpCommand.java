package io.videocatalog.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.videocatalog.model.Video;
import jakarta.transaction.Transactional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;

/**
 * Starts all that a start starts, on no database of anybody's, and ends. The launcher runs it once, beside the first start, and has
 * the JVM keep what it has made of the classes: a process that others wait for must not do that, since the JVM stands still meanwhile
 * and can crash when the process is ended at that moment.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("quarkus.log.level", "OFF");
        System.setProperty("quarkus.shutdown.delay", "0s");
        if (ConfigProvider.getConfig().getValue("quarkus.datasource.db-kind", String.class).equals("h2")) {
            System.setProperty("quarkus.datasource.jdbc.url", "jdbc:h2:mem:warm-up;DB_CLOSE_DELAY=-1");
            Quarkus.run(ReadAndWrite.class, (code, failure) -> {});
        } else {
            System.setProperty("quarkus.flyway.migrate-at-start", "false");
            System.setProperty("quarkus.hibernate-orm.schema-management.strategy", "none");
            System.setProperty("quarkus.hibernate-orm.database.start-offline", "true");
            Quarkus.run(Nothing.class, (code, failure) -> {});
        }
        return 0;
    }

    /** A first row, in memory. */
    public static class ReadAndWrite implements QuarkusApplication {

        @Override
        @Transactional
        public int run(String... arguments) {
            Video video = new Video();
            video.name = "n";
            video.description = "d";
            video.persistAndFlush();
            return Video.listAll().size() - 1;
        }
    }

    /** Without a database there is nothing more to do. */
    public static class Nothing implements QuarkusApplication {

        @Override
        public int run(String... arguments) {
            return 0;
        }
    }
}
