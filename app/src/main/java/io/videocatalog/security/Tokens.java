package io.videocatalog.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.videocatalog.db.DatabaseFailure;
import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.model.Role;
import io.videocatalog.model.Token;
import io.videocatalog.model.Token.Kind;
import io.videocatalog.model.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Makes tokens, and finds whom they let in: each time in the database, so that what is revoked is refused from then on everywhere. */
@ApplicationScoped
public class Tokens {

    private static final Logger LOG = Logger.getLogger(Tokens.class);

    /** Writing down each use would make a write of every read. */
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(366);

    @Inject
    StatelessSession session;
    @Inject
    Audit audit;

    /** Gives a token that is not stored yet its secret, stores it, and returns the secret, which nobody can find out any more. */
    public String issue(Token token) {
        String secret = OpaqueToken.next();
        token.setHash(OpaqueToken.hash(secret));
        token.persist();
        return secret;
    }

    /**
     * As {@link #issue}, of a program's token; the audit knows who has made it.
     *
     * @throws ProblemException UNAUTHORIZED when what has let the caller in was revoked meanwhile
     */
    public String create(Token token, Caller caller) {
        if (caller.tokenId() != null) {
            User.lock(caller.userId());
            if (Token.count("id", caller.tokenId()) == 0) {
                throw Refusal.invalid();
            }
        }
        String secret = issue(token);
        String other = token.user.id.equals(caller.userId()) ? "" : ", for " + token.user.email;
        audit.record(caller, "token-created", "/api/tokens/" + token.id, "scope: " + token.scope + other);
        return secret;
    }

    /** The latest end of a token that the caller makes: what a program has been given makes nothing that outlives it. */
    public Instant latestEnd(Caller caller) {
        Optional<Token> shown = caller.tokenId() == null ? Optional.empty() : Token.findByIdOptional(caller.tokenId());
        return shown.filter(token -> token.kind == Kind.PROGRAM).map(token -> token.expiresAt)
                .orElseGet(() -> Instant.now().plus(LONGEST_LIFETIME));
    }

    /** What is wrong with a new token that somebody of this role wants, if anything is. */
    public List<Fault> faults(Token token, Role role, Instant latestEnd) {
        List<Fault> faults = new ArrayList<>();
        if (token.scope.compareTo(role) > 0) {
            faults.add(Fault.member("scope", "not-allowed", "is more than you may do yourself"));
        }
        if (!token.expiresAt.isAfter(Instant.now()) || token.expiresAt.isAfter(latestEnd)) {
            faults.add(Fault.member("expiresAt", "out-of-range",
                    "must be in the future, and not after " + latestEnd.truncatedTo(ChronoUnit.SECONDS)));
        }
        return faults;
    }

    /** A new token for a user, not stored yet. */
    public static Token newToken(User user, Kind kind, String name, Role scope, Duration lifetime) {
        Token token = new Token();
        token.user = user;
        token.kind = kind;
        token.name = name;
        token.scope = scope;
        token.expiresAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(lifetime);
        return token;
    }

    /** Whom a token lets in; nobody when it is unknown, of another kind, or has expired. */
    Optional<Caller> caller(String secret, Kind kind, String address, String requestId) {
        Optional<Token> found = session.createSelectionQuery("from Token t join fetch t.user where t.hash = :hash", Token.class)
                .setParameter("hash", OpaqueToken.hash(secret)).uniqueResultOptional();
        Optional<Token> valid = found.filter(token -> token.kind == kind && token.expiresAt.isAfter(Instant.now()));
        valid.ifPresent(Tokens::noteUse);
        return valid.map(token -> Caller.of(token.user, token.scope, token.id, address, requestId));
    }

    /** The most that each of these tokens lets somebody do by now; those that let nobody in any more are missing. */
    public Map<Long, Role> rights(Collection<Long> ids) {
        return session.createSelectionQuery("from Token t join fetch t.user where t.id in :ids and t.expiresAt > :now", Token.class)
                .setParameter("ids", ids).setParameter("now", Instant.now()).getResultStream()
                .collect(Collectors.toMap(token -> token.id, token -> Role.lesser(token.user.role, token.scope)));
    }

    private static void noteUse(Token token) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (token.lastUsedAt == null || token.lastUsedAt.isBefore(now.minus(USE_IS_NOTED_EVERY))) {
            try {
                QuarkusTransaction.requiringNew()
                        .run(() -> Token.update("lastUsedAt = ?1, version = version + 1 where id = ?2", now, token.id));
            } catch (RuntimeException e) {
                // A full disk must not keep anybody from reading.
                DatabaseFailure failure = DatabaseFailure.of(e).orElseThrow(() -> e);
                LOG.warnf("That a token was used is not written down: %s", failure.sentence());
            }
        }
    }
}
