package io.videocatalog.idempotency;

import io.quarkus.hibernate.orm.panache.Panache;
import io.videocatalog.db.DatabaseUrl;
import io.videocatalog.model.IdempotencyKey;
import io.videocatalog.security.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;

/**
 * The keys of requests that are being carried out. A key is taken until the transaction has ended: whoever takes it next sees
 * what that one has committed.
 */
@ApplicationScoped
class KeysInFlight {

    private final ConcurrentMap<IdempotencyKey.Identity, Synchronization> here = new ConcurrentHashMap<>();

    @Inject
    TransactionSynchronizationRegistry transactions;
    @ConfigProperty(name = "quarkus.datasource.db-kind")
    String engine;

    /** Takes the request's key until the end of the transaction at hand, unless another request has it: in this process, or in any. */
    boolean enter(KeyedRequest request) {
        return enterHere(new IdempotencyKey.Identity(request.caller(), request.key()))
                && (!engine.equals(DatabaseUrl.POSTGRESQL) || enterEverywhere(request));
    }

    private boolean enterHere(IdempotencyKey.Identity key) {
        Synchronization end = new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Not yet: until the commit, nobody else sees the answer.
            }

            @Override
            public void afterCompletion(int status) {
                here.remove(key, this);
            }
        };
        transactions.registerInterposedSynchronization(end);
        return here.putIfAbsent(key, end) == null;
    }

    // An H2 file is served by one process alone.
    private static boolean enterEverywhere(KeyedRequest request) {
        return Panache.getEntityManager().unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
                statement.setLong(1, number(request));
                try (ResultSet answer = statement.executeQuery()) {
                    return answer.next() && answer.getBoolean(1);
                }
            }
        });
    }

    // Two keys that have the same number only wait for each other.
    private static long number(KeyedRequest request) {
        byte[] name = (request.caller() + "\n" + request.key()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(Sha256.digest().digest(name)).getLong();
    }
}
