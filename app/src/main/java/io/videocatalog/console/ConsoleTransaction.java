package io.videocatalog.console;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;
import io.quarkus.hibernate.orm.runtime.session.TransactionScopedSession;
import io.videocatalog.history.RecordedStatements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * What the snippets of a console have in common: there is always a transaction, on the thread that has begun the first one,
 * and entities stay managed when it is committed. For one thread, except for {@link #cancelQuery()}.
 */
@Singleton
@Unremovable
class ConsoleTransaction {

    /** A transaction must outlast whoever thinks about the next line. */
    private static final int TIMEOUT = (int) Duration.ofDays(365).toSeconds();
    /** Where Quarkus looks for the session of the current transaction before it opens one of its own. */
    private static final String SESSION_KEY = TransactionScopedSession.class.getSimpleName() + "-"
            + PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME;
    private static final Pattern READING = Pattern.compile("\\s*(select|values|call|with|explain|show)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Inject
    TransactionManager transactions;
    @Inject
    TransactionSynchronizationRegistry registry;
    @Inject
    SessionFactory sessions;
    @Inject
    @PersistenceUnitExtension
    RecordedStatements statements;

    private final NewEntities added = new NewEntities();
    private Supplier<List<Class<?>>> snippets = List::of;
    private volatile Session session;
    private boolean written;
    private boolean startedAgain;
    private boolean lost;

    void open() {
        Arc.container().requestContext().activate();
        begin(openSession());
    }

    private Session openSession() {
        written = false;
        StatementInspector inspector = this::inspect;
        return sessions.withOptions().interceptor(added).statementInspector(inspector).openSession();
    }

    private String inspect(String sql) {
        written |= !READING.matcher(sql).matches();
        return statements.inspect(sql);
    }

    private void begin(Session current) {
        try {
            transactions.setTransactionTimeout(TIMEOUT);
            transactions.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("No transaction can be begun", e);
        }
        registry.putResource(SESSION_KEY, current);
        current.joinTransaction();
        session = current;
    }

    /** @param snippets the classes whose static fields are the console's variables from now on */
    void watch(Supplier<List<Class<?>>> snippets) {
        this.snippets = snippets;
    }

    /** Saves what has been done since the last commit; if that fails, rolls back. */
    void commit() {
        try {
            session.flush();
            transactions.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            startAgain();
            throw new IllegalStateException("The transaction could not be committed", e);
        } catch (RuntimeException e) {
            startAgain();
            throw e;
        }
        added.forget();
        written = false;
        begin(session);
    }

    /** Undoes what has been done since the last commit, in the variables of the console, too. */
    void rollback() {
        end();
        begin(openSession());
        added.makeNewAgain(session);
        added.forget();
        try {
            new Variables(session).readAgain(snippets.get());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The variables of the console cannot be set", e);
        }
    }

    private void end() {
        try {
            if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transactions.rollback();
            }
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction could not be rolled back", e);
        } finally {
            session.close();
        }
    }

    /**
     * Called after each snippet: sees to it that the next one finds a transaction that works.
     *
     * @param broken whether this one's transaction cannot be continued
     * @return whether unsaved work is lost since it was rolled back
     */
    boolean settle(boolean broken) {
        if (!startedAgain && (broken || status() != Status.STATUS_ACTIVE)) {
            startAgain();
        }
        boolean undone = lost;
        startedAgain = false;
        lost = false;
        return undone;
    }

    private void startAgain() {
        lost |= hasUnsavedWork();
        startedAgain = true;
        try {
            rollback();
        } catch (PersistenceException e) {
            // The database is away, which the failure that led here tells; the variables wait for the next rollback.
            end();
            begin(openSession());
        }
    }

    private int status() {
        try {
            return transactions.getStatus();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction has no status", e);
        }
    }

    private boolean hasUnsavedWork() {
        try {
            return written || session.isDirty();
        } catch (PersistenceException | IllegalStateException e) {
            // Only what is unsaved can be in a state that cannot be saved.
            return true;
        }
    }

    /** Ends the statement that the database is working on, if any; for another thread. */
    void cancelQuery() {
        try {
            session.cancelQuery();
        } catch (HibernateException e) {
            // The statement has ended meanwhile.
        }
    }

    /**
     * Rolls back for good.
     *
     * @return whether that undid something
     */
    boolean close() {
        boolean unsaved = hasUnsavedWork();
        end();
        Arc.container().requestContext().terminate();
        return unsaved;
    }
}
