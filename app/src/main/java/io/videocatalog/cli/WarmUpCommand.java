package io.videocatalog.cli;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import io.videocatalog.db.EarlyConnection;
import io.videocatalog.db.EarlyConnection.Sharing;
import io.videocatalog.db.StartFailure;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Tokens;
import io.videocatalog.user.Accounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts all that a start starts, on no database of anybody's, answers requests, and ends. There is no PostgreSQL in memory: unless
 * DATABASE_URL names an empty database to practise on, all that is done for it is done up to the moment where a connection would be
 * needed. The launcher runs it once, beside the first start, and has the JVM keep what it has made of the classes and learnt of the
 * methods: a process that others wait for must not do that, since the JVM stands still meanwhile and can crash when the process is ended
 * at that moment.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {

    private static final Map<String, String> SETTINGS = Map.of("quarkus.http.host", "127.0.0.1", "quarkus.http.port", "0", //
            "quarkus.log.level", "OFF", "quarkus.shutdown.delay", "0s", //
            "video-catalog.limits.per-address", String.valueOf(Integer.MAX_VALUE), //
            "video-catalog.limits.per-account", String.valueOf(Integer.MAX_VALUE));
    // On a busy machine it takes long to get anywhere with a low priority: a connection is waited for without end.
    private static final Map<String, String> IN_MEMORY = Map.of("quarkus.datasource.jdbc.url", "jdbc:h2:mem:warm-up;DB_CLOSE_DELAY=-1",
            "quarkus.datasource.jdbc.acquisition-timeout", "0s");
    // Nobody listens there.
    private static final Map<String, String> IN_VAIN = Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/warm-up", //
            "quarkus.flyway.migrate-at-start", "false", "quarkus.hibernate-orm.schema-management.strategy", "none", //
            "quarkus.hibernate-orm.database.start-offline", "true", "video-catalog.sign-in", "false");
    private static final int PATIENCE_MINUTES = 9;

    @Option(names = "--rounds", defaultValue = "1")
    int rounds;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        // Whatever has happened, nobody waits for it, and another may try by then.
        CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES).execute(() -> Runtime.getRuntime().halt(1));
        Config config = ConfigProvider.getConfig();
        boolean h2 = config.getValue("quarkus.datasource.db-kind", String.class).equals("h2");
        boolean practises = !h2 && config.getOptionalValue("database.url", String.class).isPresent();
        SETTINGS.forEach(System::setProperty);
        if (practises) {
            requireEmpty(config);
        } else {
            (h2 ? IN_MEMORY : IN_VAIN).forEach(System::setProperty);
        }
        PrintWriter err = spec.commandLine().getErr();
        Quarkus.run(h2 || practises ? ReadAndWrite.class : AskInVain.class,
                (code, failure) -> System.exit(failure == null ? code : Failure.explain(failure, err)), String.valueOf(rounds));
        return 0;
    }

    // Rows are written that nobody wants to keep.
    private static void requireEmpty(Config config) {
        try {
            Connection connection = EarlyConnection.open(config, Sharing.ALONE);
            try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[]{"TABLE"})) {
                if (tables.next()) {
                    throw new StartFailure("VIDEO_CATALOG_PRACTICE_URL names a database that is in use; name an empty one.");
                }
            }
        } catch (SQLException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    /** What an editor's program does. */
    public static class ReadAndWrite implements QuarkusApplication {

        @Override
        public int run(String... rounds) throws IOException {
            int port = Arc.container().instance(HttpServer.class).get().getPort();
            try (WarmUpClient client = new WarmUpClient(port, QuarkusTransaction.requiringNew().call(ReadAndWrite::token))) {
                for (int round = Integer.parseInt(rounds[0]); round > 0; round--) {
                    client.readAndWrite();
                }
            }
            return 0;
        }

        private static String token() {
            User user = new User();
            user.name = "Warm-up";
            user.email = "warm-up@localhost";
            user.role = Role.EDITOR;
            Arc.container().instance(Accounts.class).get().create(user, Optional.empty(), Caller.operator());
            Token token = Tokens.newToken(user, Token.Kind.PROGRAM, "warm-up", user.role, Duration.ofHours(1));
            return Arc.container().instance(Tokens.class).get().create(token, Caller.operator());
        }
    }

    /** What anybody's program does while the database is away; each answer takes seconds. */
    public static class AskInVain implements QuarkusApplication {

        @Override
        public int run(String... rounds) throws IOException {
            try (WarmUpClient client = new WarmUpClient(Arc.container().instance(HttpServer.class).get().getPort(), "")) {
                client.askInVain();
            }
            return 0;
        }
    }
}
