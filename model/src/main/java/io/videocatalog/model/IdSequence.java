package io.videocatalog.model;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/** Hands out ids in blocks from a sequence and steps over ids that an import has brought along. */
public class IdSequence extends SequenceStyleGenerator {

    private final AtomicLong taken = new AtomicLong();

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
        long id;
        do {
            id = (Long) generate(session, owner);
        } while (id <= taken.get());
        return id;
    }

    /** The sequence of an entity. */
    public static IdSequence of(Class<? extends CatalogEntity> entity, StatelessSession session) {
        return (IdSequence) factory(session).getMappingMetamodel().getEntityDescriptor(entity).getGenerator();
    }

    /**
     * Sees to it that the sequence gives only ids above this one. Needs a transaction of its own, because H2 commits
     * the one in which a sequence is altered.
     */
    public void moveBeyond(long id, StatelessSession session) {
        if (taken.getAndAccumulate(id, Math::max) >= id) {
            return;
        }
        String name = getDatabaseStructure().getPhysicalName().render();
        String nextValue = factory(session).getJdbcServices().getDialect().getSequenceSupport().getSequenceNextValString(name);
        long next = session.createNativeQuery(nextValue, Long.class).getSingleResult();
        if (next <= id) {
            session.createNativeMutationQuery("alter sequence " + name + " restart with " + (id + 1)).executeUpdate();
        }
    }

    // The session is a proxy of the container's, which is none of Hibernate's own classes.
    private static SessionFactoryImplementor factory(StatelessSession session) {
        return session.getFactory().unwrap(SessionFactoryImplementor.class);
    }
}
