package io.videocatalog.search;

import io.quarkus.arc.Unremovable;
import io.videocatalog.history.SettledChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * Where words occur, on H2, which has no index of its own for them: not in which rows, but in which blocks of ids. It may name blocks
 * that have lost a word, never leaves out one that has it, and says nothing before {@link WordIndexing} has made it. See decision 16.
 */
@ApplicationScoped
@Unremovable
public class WordIndex {

    /** So many ids, one after the other, make a block. */
    static final int BLOCK = 512;
    /** The most changes that are looked through because the index does not have them yet. */
    private static final int MOST_CHANGES = 2_000;
    /** So many are read at once: H2 has in memory what a query finds. */
    private static final int BLOCKS_AT_ONCE = 16;

    private static final String BLOCKS = "select block, words from search.blocks where entity = :entity and block > :after order by block";
    private static final String COMPLETE = "select number from search.progress where entity = :entity and last_id is null"
            + " and scripts = " + WordTables.SCRIPTS;
    private static final String CHANGED = "select entity_id from changes where number > :number and entity = :entity";

    private volatile boolean made;

    /**
     * Rows whose ids are close to each other.
     *
     * @param first the least id that they may have
     * @param end the least that is greater than they may have
     */
    public record Block(long first, long end) {

        private static Block of(long number) {
            return new Block(number * BLOCK, (number + 1) * BLOCK);
        }
    }

    /**
     * The blocks in which each of some words may occur.
     *
     * @param found in the order of ids
     * @param having how many of them have all words; the others have rows that have just changed
     * @param all how many blocks there are
     */
    public record Blocks(List<Block> found, long having, long all) {

        /**
         * Whether a walk in another order than that of ids comes upon so many rows that have a word, of which each of these blocks has one,
         * sooner than all rows of these blocks are looked at. On the walk a row costs twice as much or more.
         */
        public boolean areMany(int rows) {
            return having * having > 2 * rows * all;
        }
    }

    /** Says that the database has the tables of the index. */
    void made() {
        made = true;
    }

    /**
     * The blocks in which rows may have, for each of these, a word that begins so.
     *
     * @return nothing where every row must be looked at
     */
    public Optional<Blocks> blocks(StatelessSession session, String table, Collection<String> beginnings) {
        // In this order: what the index gets in between is in both.
        return made ? unindexed(session, table).map(ids -> blocks(session, table, beginnings, ids)) : Optional.empty();
    }

    /** The ids of rows that have changed since the index was up to date; nothing where it is not complete, or these are too many. */
    private static Optional<List<Long>> unindexed(StatelessSession session, String table) {
        Optional<Long> number = session.createNativeQuery(COMPLETE, Long.class).setParameter("entity", table).uniqueResultOptional();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        List<Long> ids = session.createNativeQuery(CHANGED, Long.class).setParameter("number", number.get()).setParameter("entity", table)
                .setMaxResults(MOST_CHANGES + 1).getResultList();
        boolean areKept = SettledChanges.areKept(number.get(), session);
        return Optional.of(ids).filter(changed -> areKept && changed.size() <= MOST_CHANGES);
    }

    private static Blocks blocks(StatelessSession session, String table, Collection<String> beginnings, List<Long> more) {
        TreeSet<Long> found = more.stream().map(WordIndex::block).collect(Collectors.toCollection(TreeSet::new));
        long having = 0;
        long all = 0;
        List<Object[]> some = List.of();
        do {
            long after = some.isEmpty() ? Long.MIN_VALUE : (Long) some.get(some.size() - 1)[0];
            some = session.createNativeQuery(BLOCKS, Object[].class).setParameter("entity", table).setParameter("after", after)
                    .setMaxResults(BLOCKS_AT_ONCE).getResultList();
            List<Long> numbers = some.stream().filter(block -> mayHave((byte[]) block[1], beginnings)).map(block -> (Long) block[0])
                    .toList();
            found.addAll(numbers);
            having += numbers.size();
            all += some.size();
        } while (some.size() == BLOCKS_AT_ONCE);
        return new Blocks(found.stream().map(Block::of).toList(), having, all);
    }

    private static boolean mayHave(byte[] words, Collection<String> beginnings) {
        return words == null || beginnings.stream().allMatch(new Words(words)::haveBeginning);
    }

    /** Has the index made anew, since rows have come of which the history does not tell. */
    public static void forget(Connection connection) throws SQLException {
        new WordTables(connection).forget();
    }

    static long block(long id) {
        return Math.floorDiv(id, (long) BLOCK);
    }
}
