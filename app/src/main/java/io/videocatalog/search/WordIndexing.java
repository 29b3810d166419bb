package io.videocatalog.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.videocatalog.db.DatabaseEngine;
import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.db.DiskSpace;
import io.videocatalog.history.RecordedEntities;
import io.videocatalog.history.SettledChanges;
import io.videocatalog.history.SettledChanges.Numbers;
import io.videocatalog.model.TextFolding;
import io.videocatalog.resource.Representation;
import io.videocatalog.search.WordTables.Progress;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Brings the {@link WordIndex} up to date while the service runs: first with all rows, then with those of which the history tells a change.
 * Nobody who writes waits for it.
 */
@ApplicationScoped
class WordIndexing {

    private static final Logger LOG = Logger.getLogger(WordIndexing.class);

    /** So many blocks are written in a second at most: where rows change all over, each of them costs a block. */
    private static final int BLOCKS_A_SECOND = 20;
    /** The most rows or changes of a round. */
    private static final int ROUND = 10_000;

    @Inject
    DataSource database;
    @Inject
    SessionFactory sessions;
    @Inject
    StatelessSession session;
    @Inject
    RecordedEntities entities;
    @Inject
    SettledChanges settled;
    @Inject
    DiskSpace disk;
    @Inject
    WordIndex index;
    @ConfigProperty(name = "quarkus.flyway.migrate-at-start")
    boolean atStart;

    private Collection<Representation<?>> searched = List.of();
    private final Map<Representation<?>, Round> rounds = new HashMap<>();
    private int scripts;
    /** What could not be indexed when it was last tried. */
    private final Set<Representation<?>> failing = new HashSet<>();

    /**
     * Rows that are to be indexed, which can take some seconds.
     *
     * @param before how far the index was when it began
     * @param blocks the ids of the rows that are left, by their blocks
     * @param after how far the index is when none are
     */
    private record Round(Progress before, NavigableMap<Long, Set<Long>> blocks, Progress after) {
    }

    // The service does not listen yet; commands make no tables but those of the scripts.
    synchronized void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        if (!atStart || !DatabaseEngine.isH2(sessions)) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            List<Representation<?>> indexed = entities.all().stream().filter(Representation::isSearchedByMembers).toList();
            scripts = new WordTables(connection).prepare(indexed.stream().map(Representation::table).toList());
            index.made();
            searched = indexed;
        } catch (SQLException e) {
            LOG.warnf("Searches look at every row, since words cannot be indexed: %s", e.getMessage());
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void follow() {
        searched.forEach(this::follow);
    }

    // The database is closed next.
    synchronized void end(@Observes ShutdownEvent stopped) {
        searched = List.of();
    }

    private void follow(Representation<?> entity) {
        Round round = rounds.remove(entity);
        try {
            if (disk.hasRoom()) {
                QuarkusTransaction.requiringNew().call(() -> goOn(entity, round)).ifPresent(rest -> keepOrFinish(entity, rest));
            }
            failing.remove(entity);
        } catch (RuntimeException e) {
            // It is begun again in a second, and until then more rows are looked at.
            if (failing.add(entity)) {
                DatabaseFailure.of(e).ifPresentOrElse(
                        failure -> LOG.warnf("Words of %s are not indexed at present: %s", entity.nouns(), failure.sentence()),
                        () -> LOG.errorf(e, "Words of %s cannot be indexed", entity.nouns()));
            }
        }
    }

    /**
     * Indexes some blocks.
     *
     * @param begun null where a round is to be begun
     * @return the round; nothing where there was nothing to do
     */
    private Optional<Round> goOn(Representation<?> entity, Round begun) throws SQLException {
        try (Connection connection = database.getConnection()) {
            WordTables tables = new WordTables(connection);
            if (begun == null && tables.areUpToDate(entity.table())) {
                return Optional.empty();
            }
            Round round = begun == null ? begin(entity, tables) : begun;
            for (int i = 0; i < BLOCKS_A_SECOND && !round.blocks.isEmpty(); i++) {
                var block = round.blocks.pollFirstEntry();
                tables.add(entity.table(), block.getKey(), words(entity, block.getValue()));
            }
            return Optional.of(round);
        }
    }

    private void keepOrFinish(Representation<?> entity, Round round) {
        if (round.blocks.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> finish(entity, round));
        } else {
            rounds.put(entity, round);
        }
    }

    /** In a transaction of its own: that it has been done must never be in the file without what has been done. */
    private void finish(Representation<?> entity, Round round) {
        try (Connection connection = database.getConnection()) {
            WordTables tables = new WordTables(connection);
            // Unlike where rows have been restored meanwhile.
            if (tables.progress(entity.table()).equals(Optional.of(round.before))) {
                tables.write(entity.table(), scripts, round.after);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Round begin(Representation<?> entity, WordTables tables) throws SQLException {
        Optional<Progress> known = tables.progress(entity.table());
        Numbers numbers = settled.numbers();
        Optional<Progress> kept = known.filter(progress -> isKept(progress, numbers));
        if (kept.isPresent()) {
            return kept.get().hasAllRows() ? changes(entity, kept.get(), numbers.limit()) : rows(entity, kept.get());
        }
        Progress beginning = new Progress(Long.MIN_VALUE, numbers.limit());
        tables.write(entity.table(), scripts, beginning);
        return rows(entity, beginning);
    }

    /** Whether the history still tells of all that has happened since. */
    private static boolean isKept(Progress progress, Numbers numbers) {
        return SettledChanges.areKept(progress.number(), numbers.oldest()) && progress.number() <= numbers.limit();
    }

    private Round rows(Representation<?> entity, Progress before) {
        List<Long> ids = session.createSelectionQuery("select id from " + name(entity) + " where id > :last order by id", Long.class)
                .setParameter("last", before.lastId()).setMaxResults(ROUND).getResultList();
        Long last = ids.size() < ROUND ? null : ids.get(ROUND - 1);
        return new Round(before, byBlock(ids), new Progress(last, before.number()));
    }

    private Round changes(Representation<?> entity, Progress before, long limit) {
        List<Object[]> changes = session.createSelectionQuery("select entityId, number from Change where entity = :entity"
                + " and number > :after and number <= :limit order by number", Object[].class).setParameter("entity", entity.table())
                .setParameter("after", before.number()).setParameter("limit", limit).setMaxResults(ROUND).getResultList();
        long last = changes.size() < ROUND ? limit : (Long) changes.get(ROUND - 1)[1];
        return new Round(before, byBlock(changes.stream().map(change -> (Long) change[0]).toList()), new Progress(null, last));
    }

    private static NavigableMap<Long, Set<Long>> byBlock(List<Long> ids) {
        NavigableMap<Long, Set<Long>> blocks = new TreeMap<>();
        ids.forEach(id -> blocks.computeIfAbsent(WordIndex.block(id), block -> new HashSet<>()).add(id));
        return blocks;
    }

    private Set<String> words(Representation<?> entity, Set<Long> ids) {
        String text = entity.searchAttribute().orElseThrow();
        String hql = "select " + text + " from " + name(entity) + " where id in :ids and " + text + " is not null";
        return session.createSelectionQuery(hql, String.class).setParameter("ids", ids).getResultStream()
                .flatMap(words -> TextFolding.split(words).stream()).collect(Collectors.toSet());
    }

    private static String name(Representation<?> entity) {
        return entity.entity().getSimpleName();
    }
}
