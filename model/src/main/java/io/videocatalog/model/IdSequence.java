package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Properties;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/** Hands out ids in blocks from a sequence and steps over ids that an import has brought along. */
public class IdSequence extends SequenceStyleGenerator {

    /** Nothing up to here is handed out any more. */
    private long taken;
    /** The last id that was handed out. */
    private long given;

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
        return next(session, owner);
    }

    // Whoever waits for its turn must have its connection by then: in a pool that is used up, the one whose turn it is would
    // wait for those that wait for it.
    private static void connect(SharedSessionContractImplementor session) {
        session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
    }

    private synchronized long next(SharedSessionContractImplementor session, Object owner) {
        do {
            given = (Long) generate(session, owner);
        } while (given <= taken);
        return given;
    }

    /**
     * Sees to it that an entity's sequence gives only ids above this one. Needs a transaction of its own: on H2, whoever
     * draws from the sequence waits for the one that alters it.
     */
    public static void moveBeyond(long id, Class<? extends CatalogEntity> entity) {
        var session = session();
        connect(session);
        of(entity, session).moveBeyond(id, session);
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
        taken = Math.max(taken, given + getDatabaseStructure().getIncrementSize());
    }

    // No block may be drawn between looking at the sequence and moving it: the move could hand it out a second time.
    private synchronized void moveBeyond(long id, SharedSessionContractImplementor session) {
        if (taken >= id) {
            return;
        }
        long next = getDatabaseStructure().buildCallback(session).getNextValue().makeValue().longValue();
        if (next <= id) {
            restart(id + 1, session);
        }
        taken = id;
    }

    // PostgreSQL alters a sequence only when no open transaction has drawn from it, and the import that wants it moved may have.
    // H2 has no setval.
    private void restart(long first, SharedSessionContractImplementor session) {
        String name = getDatabaseStructure().getPhysicalName().render();
        if (session.getFactory().getJdbcServices().getDialect() instanceof H2Dialect) {
            session.createNativeMutationQuery("alter sequence " + name + " restart with " + first).executeUpdate();
        } else {
            session.createNativeQuery("select setval('" + name + "', " + first + ", false)", Long.class).getSingleResult();
        }
    }
}
