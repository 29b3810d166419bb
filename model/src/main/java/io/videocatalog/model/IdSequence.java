package io.videocatalog.model;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
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

    /**
     * Sees to it that an entity's sequence gives only ids above this one. Needs a transaction of its own, because H2
     * commits the one in which a sequence is altered.
     */
    public static void moveBeyond(long id, Class<? extends CatalogEntity> entity) {
        var session = Panache.getEntityManager().unwrap(SharedSessionContractImplementor.class);
        var sequence = (IdSequence) session.getFactory().getMappingMetamodel().getEntityDescriptor(entity).getGenerator();
        sequence.moveBeyond(id, session);
    }

    private void moveBeyond(long id, SharedSessionContractImplementor session) {
        if (taken.get() >= id) {
            return;
        }
        long next = getDatabaseStructure().buildCallback(session).getNextValue().makeValue().longValue();
        if (next <= id) {
            String name = getDatabaseStructure().getPhysicalName().render();
            session.createNativeMutationQuery("alter sequence " + name + " restart with " + (id + 1)).executeUpdate();
        }
        taken.accumulateAndGet(id, Math::max);
    }
}
