package io.videocatalog.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three servers, of which Patroni makes one the leader, and one of the others its synchronous standby. */
final class PatroniCluster implements AutoCloseable {

    private static final long SECONDS = 60;

    private final List<PatroniNode> nodes = new ArrayList<>();
    private final Etcd etcd;

    private PatroniCluster(Etcd etcd) {
        this.etcd = etcd;
    }

    /** Starts a cluster with a database and a user, both named catalog, and waits until all follow the leader. */
    static PatroniCluster start(Path folder) throws Exception {
        PatroniNode.program();
        PatroniCluster cluster = new PatroniCluster(Etcd.start(folder));
        try {
            // PostgreSQL takes "first" for a word of its own.
            for (String name : List.of("one", "two", "three")) {
                cluster.nodes.add(PatroniNode.start(name, folder, cluster.etcd));
            }
            cluster.createDatabase();
            cluster.awaitWhole();
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private void createDatabase() throws Exception {
        try (Connection leader = PostgresInstance.connect(awaitLeader().port, "postgres"); Statement statement = leader.createStatement()) {
            statement.execute("create user catalog");
            statement.execute("create database catalog owner catalog");
        }
    }

    /** Waits for a server that takes writes. */
    PatroniNode awaitLeader() throws Exception {
        return await("primary", 1).get(0);
    }

    /** Waits until both of the others follow the leader, one of them synchronously. */
    void awaitWhole() throws Exception {
        awaitLeader();
        await("synchronous", 1);
        for (PatroniNode follower : await("replica", 2)) {
            awaitStream(follower);
        }
    }

    private List<PatroniNode> await(String role, int count) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            List<PatroniNode> found = new ArrayList<>();
            for (PatroniNode node : nodes) {
                if (node.is(role)) {
                    found.add(node);
                }
            }
            if (found.size() >= count) {
                return found;
            } else if (System.nanoTime() > end) {
                throw new AssertionError("no " + count + " " + role + ": " + out());
            }
            Thread.sleep(50);
        }
    }

    private static void awaitStream(PatroniNode follower) throws Exception {
        for (int i = 0; !follower.find("postgres", "select status from pg_stat_wal_receiver").contains("streaming"); i++) {
            if (i == 600) {
                throw new AssertionError(follower.name + " does not follow: " + follower.out());
            }
            Thread.sleep(50);
        }
    }

    private String out() throws Exception {
        StringBuilder all = new StringBuilder();
        for (PatroniNode node : nodes) {
            all.append(node.name).append('\n').append(node.out());
        }
        return all.toString();
    }

    /** What DATABASE_URL is for a service that uses whichever is the leader. */
    String url() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port)
                .collect(Collectors.joining(",", "postgresql://catalog@", "/catalog?targetServerType=primary"));
    }

    @Override
    public void close() throws Exception {
        for (PatroniNode node : nodes) {
            node.close();
        }
        etcd.close();
    }
}
