package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.Panache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.generator.EventType;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/** Hands out ids in blocks from a sequence and steps over ids that an import has brought along. */
public class IdSequence extends SequenceStyleGenerator {

    /** Of the advisory locks of PostgreSQL by which processes that move a sequence wait for each other. */
    private static final int LOCK_CLASS = 563017091;

    /** The sequence gives nothing up to here any more. */
    private long taken;
    /** The block at hand: the id that is handed out next, and the one behind the last. */
    private long next;
    private long end;

    @Override
    public void configure(GeneratorCreationContext context, Properties parameters) {
        parameters.setProperty(SEQUENCE_PARAM, parameters.getProperty(TABLE) + "_seq");
        // The sequence's value is the first id of a block, so that "restart with" says what it means.
        parameters.setProperty(OPT_PARAM, "pooled-lo");
        super.configure(context, parameters);
    }

    @Override
    public boolean allowAssignedIdentifiers() {
        return true;
    }

    @Override
    public Object generate(SharedSessionContractImplementor session, Object owner, Object given, EventType event) {
        if (given != null) {
            return given;
        }
        connect(session);
        return next(1, session)[0];
    }

    // Whoever waits for its turn must have its connection by then: in a pool that is used up, the one whose turn it is would
    // wait for those that wait for it.
    private static void connect(SharedSessionContractImplementor session) {
        session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
    }

    /** Hands out so many ids, in ascending order. */
    private synchronized long[] next(int count, SharedSessionContractImplementor session) {
        long[] ids = new long[count];
        Iterator<Long> blocks = draw(count - (end - next), session).iterator();
        for (int i = 0; i < count; i++) {
            if (next == end) {
                next = blocks.next();
                end = next + blockSize();
            }
            ids[i] = next++;
        }
        return ids;
    }

    /** Draws blocks for so many ids, with one question to the database: their first ids. */
    private List<Long> draw(long ids, SharedSessionContractImplementor session) {
        if (ids <= 0) {
            return List.of();
        }
        long blocks = (ids + blockSize() - 1) / blockSize();
        String value = session.getFactory().getJdbcServices().getDialect().getSequenceSupport()
                .getSelectSequenceNextValString(name());
        return session.doReturningWork(connection -> numbers(connection, "select " + value + " from generate_series(1, " + blocks + ")"));
    }

    // Not as a native query: of these Hibernate caches what it has understood at each call anew, and finds none of it again.
    private static List<Long> numbers(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query); ResultSet rows = statement.executeQuery()) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    private int blockSize() {
        return getDatabaseStructure().getIncrementSize();
    }

    /** Gives ids to those that have none yet, in their order: many at once cost the database no more than one. */
    public static void assign(List<? extends CatalogEntity> entities) {
        List<? extends CatalogEntity> without = entities.stream().filter(entity -> entity.id == null).toList();
        if (!without.isEmpty()) {
            var session = session();
            connect(session);
            long[] ids = of(without.get(0).getClass(), session).next(without.size(), session);
            for (int i = 0; i < ids.length; i++) {
                without.get(i).id = ids[i];
            }
        }
    }

    /**
     * Sees to it that an entity's sequence gives only ids above this one. Needs a transaction of its own: on H2, whoever
     * draws from the sequence waits for the one that alters it.
     */
    public static void moveBeyond(long id, Class<? extends CatalogEntity> entity) {
        var session = session();
        IdSequence sequence = of(entity, session);
        if (sequence.isBeyond(id)) {
            return;
        }
        sequence.holdOff(session);
        sequence.moveBeyond(id, session);
        // H2 closes its file where it cannot commit, and opens it again without the move.
        AfterCompletionCallback completed = (committed, any) -> {
            if (committed) {
                sequence.markTaken(id);
            }
        };
        session.getTransactionCompletionCallbacks().registerCallback(completed);
    }

    private synchronized void markTaken(long id) {
        taken = Math.max(taken, id);
    }

    private synchronized boolean isBeyond(long id) {
        return taken >= id;
    }

    // Of two processes that look at the sequence and then move it, the second could move it back. On H2 they take turns with changes.
    private void holdOff(SharedSessionContractImplementor session) {
        String lock = isH2(session) ? Change.TAKE_TURN : "select pg_advisory_xact_lock(" + LOCK_CLASS + ", hashtext('" + name() + "'))";
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(lock);
            }
        });
    }

    private static boolean isH2(SharedSessionContractImplementor session) {
        return session.getFactory().getJdbcServices().getDialect() instanceof H2Dialect;
    }

    private String name() {
        return getDatabaseStructure().getPhysicalName().render();
    }

    private static SharedSessionContractImplementor session() {
        return Panache.getEntityManager().unwrap(SharedSessionContractImplementor.class);
    }

    private static IdSequence of(Class<? extends CatalogEntity> entity, SharedSessionContractImplementor session) {
        return (IdSequence) session.getFactory().getMappingMetamodel().getEntityDescriptor(entity).getGenerator();
    }

    /**
     * Hands out no more of the block at hand. Another process has brought ids of it along: this one cannot know which, but
     * it is told by the database when it hands out the first.
     */
    public static void leaveBlock(Class<? extends CatalogEntity> entity) {
        of(entity, session()).leaveBlock();
    }

    private synchronized void leaveBlock() {
        next = end;
    }

    // No block may be drawn between looking at the sequence and moving it: the move could hand it out a second time.
    private synchronized void moveBeyond(long id, SharedSessionContractImplementor session) {
        next = draw(1, session).get(0);
        end = next + blockSize();
        if (next <= id) {
            restart(id + 1, session);
            leaveBlock();
        }
    }

    // PostgreSQL alters a sequence only when no open transaction has drawn from it, and the import that wants it moved may have.
    // H2 has no setval.
    private void restart(long first, SharedSessionContractImplementor session) {
        if (isH2(session)) {
            session.createNativeMutationQuery("alter sequence " + name() + " restart with " + first).executeUpdate();
        } else {
            session.createNativeQuery("select setval('" + name() + "', " + first + ", false)", Long.class).getSingleResult();
        }
    }
}
