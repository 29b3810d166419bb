package io.videocatalog.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.http.StrictJson;
import io.videocatalog.model.AuditEvent;
import io.videocatalog.model.IdSequence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Writes down, in a table and in the log, what was done that somebody may ask about later. Never a secret. */
@ApplicationScoped
public class Audit {

    private static final Logger LOG = Logger.getLogger("io.videocatalog.audit");
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_DETAIL = 1000;

    @Inject
    StatelessSession session;
    @Inject
    Event<AuditEvent> recorded;

    /** As part of the transaction that does it: both are kept or neither. */
    public void record(Caller caller, String action, String subject, String detail) {
        record(List.of(event(caller, action, subject, detail)));
    }

    /** As {@link #record(Caller, String, String, String)}, many at once. */
    public void record(List<AuditEvent> events) {
        IdSequence.assign(events);
        session.insertMultiple(events);
        events.forEach(recorded::fire);
    }

    /** By itself: for what was refused, when nothing else is kept. */
    public void recordRefusal(Caller caller, String action, String subject, String detail) {
        QuarkusTransaction.requiringNew().run(() -> record(caller, action, subject, detail));
    }

    /** An event that is still to be recorded. */
    public static AuditEvent event(Caller caller, String action, String subject, String detail) {
        AuditEvent event = new AuditEvent();
        event.action = action;
        event.actor = caller.name();
        event.actorId = caller.userId();
        event.subject = cut(subject, LONGEST_SUBJECT);
        event.detail = cut(detail, LONGEST_DETAIL);
        event.address = caller.address();
        event.requestId = caller.requestId();
        return event;
    }

    // Between characters: half of one can be neither stored everywhere nor written as CSV.
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    void log(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditEvent event) {
        LOG.info(StrictJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("action", event.action);
            json.writeStringField("actor", event.actor);
            if (event.actorId != null) {
                json.writeNumberField("actorId", event.actorId);
            }
            json.writeStringField("subject", event.subject);
            json.writeStringField("detail", event.detail);
            json.writeStringField("address", event.address);
            json.writeStringField("requestId", event.requestId);
            json.writeEndObject();
        }));
    }
}
