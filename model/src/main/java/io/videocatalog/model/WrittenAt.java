package io.videocatalog.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import org.hibernate.annotations.ValueGenerationType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;

/** The time of the row's first write, or of every write. A time that a new row already has is kept: imports bring theirs. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ValueGenerationType(generatedBy = WrittenAt.Clock.class)
public @interface WrittenAt {

    boolean everyTime() default false;

    /** Gives the time to the millisecond, as it is stored, so that what is answered now equals what is read later. */
    class Clock implements BeforeExecutionGenerator {

        private final EnumSet<EventType> events;

        public Clock(WrittenAt written) {
            events = written.everyTime() ? EnumSet.of(EventType.INSERT, EventType.UPDATE) : EnumSet.of(EventType.INSERT);
        }

        @Override
        public Object generate(SharedSessionContractImplementor session, Object owner, Object current, EventType event) {
            if (event == EventType.INSERT && current != null) {
                return current;
            }
            // createdAt comes first, by the alphabet in which Hibernate goes through the fields.
            boolean createdNow = event == EventType.INSERT && ((CatalogEntity) owner).createdAt != null;
            Instant now = createdNow ? ((CatalogEntity) owner).createdAt : Instant.now().truncatedTo(ChronoUnit.MILLIS);
            // A clock that was put back must not make a change look older than what it has changed.
            return event == EventType.UPDATE && current instanceof Instant before && before.isAfter(now) ? before : now;
        }

        @Override
        public EnumSet<EventType> getEventTypes() {
            return events;
        }
    }
}
