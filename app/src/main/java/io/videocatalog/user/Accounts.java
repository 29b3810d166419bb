package io.videocatalog.user;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.http.ProblemType;
import io.videocatalog.model.Token;
import io.videocatalog.model.User;
import io.videocatalog.resource.AuditedChanges;
import io.videocatalog.resource.EntityValidator;
import io.videocatalog.resource.Permissions;
import io.videocatalog.resource.Representation;
import io.videocatalog.security.Audit;
import io.videocatalog.security.Caller;
import io.videocatalog.security.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users who sign in, as the API and commands make them; part of the transaction that is open. */
@ApplicationScoped
public class Accounts {

    private static final Representation<User> USERS = new Representation<>(User.class);

    @Inject
    EntityValidator validator;
    @Inject
    Passwords passwords;
    @Inject
    Audit audit;

    /** Stores a new user, with a password or without, which no browser can sign in with. */
    public void create(User user, Optional<String> password, Caller caller) {
        List<Fault> faults = new ArrayList<>(validator.faults(USERS, user, List.of()));
        password.flatMap(text -> passwords.fault("password", text, user)).ifPresent(faults::add);
        requireNone(faults);
        user.persistAndFlush();
        password.ifPresent(text -> passwords.set(user, text));
        new AuditedChanges<>(new Permissions<>(USERS, caller)).created(user).ifPresent(event -> audit.record(List.of(event)));
    }

    /** Refuses a caller who does not know the password: that somebody has left a browser signed in is not enough to take an account. */
    public void requireKnown(User user, String password, Caller caller) {
        if (!passwords.matches(Optional.of(user), password)) {
            audit.recordRefusal(caller, "password-refused", path(user), "");
            throw ProblemException.invalid(Fault.member("currentPassword", "wrong", "is not your password"));
        }
    }

    /**
     * Gives a user another password. Ends all sessions but the one of users who change their own, and when somebody else does, who
     * may not trust them any more, all tokens, too.
     */
    public void changePassword(User user, String password, Caller caller) {
        passwords.fault("password", password, user).ifPresent(fault -> requireNone(List.of(fault)));
        passwords.set(user, password);
        User.lock(user.id); // Whoever is just being let in by the old password, or makes a token, does so before or not at all.
        if (user.id.equals(caller.userId())) {
            Token.endSessions(user, caller.tokenId());
        } else {
            Token.delete("user", user);
        }
        audit.record(caller, "password-changed", path(user), "");
    }

    private static String path(User user) {
        return "/api/users/" + user.id;
    }

    private static void requireNone(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.VALIDATION, faults);
        }
    }
}
