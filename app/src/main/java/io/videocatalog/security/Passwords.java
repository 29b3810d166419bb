package io.videocatalog.security;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import io.videocatalog.model.Password;
import io.videocatalog.model.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Checks passwords, and keeps weak ones out: by length and by a list, as OWASP ASVS 5 (6.2) asks, not by kinds of character. */
@ApplicationScoped
public class Passwords {

    private static final int SHORTEST = 8;
    /** In bytes of UTF-8: bcrypt would disregard the rest. */
    private static final int LONGEST = 72;
    private static final int PATIENCE_SECONDS = 2;

    /** Each check has a processor to itself for as long as it takes; others are for everybody else. */
    private final Semaphore places = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final Set<String> common = readCommon();
    /** Of bcrypt: each step doubles the work. */
    private final int cost;
    /** Checked where there is no user or no password, so that this takes as long. */
    private final String nobodys;

    @Inject
    Passwords(@ConfigProperty(name = "video-catalog.password-cost") int cost) {
        this.cost = cost;
        nobodys = BCrypt.hashpw("no password at all", BCrypt.gensalt(cost));
    }

    private static Set<String> readCommon() {
        try (var lines = new BufferedReader(
                new InputStreamReader(Passwords.class.getResourceAsStream("common-passwords.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a new password of this user, if anything is. */
    public Optional<Fault> fault(String member, String password, User user) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(Fault.member(member, "too-short", "at least " + SHORTEST + " characters"));
        } else if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of(Fault.member(member, "too-long", "at most " + LONGEST + " bytes in UTF-8"));
        } else if (common.contains(password.toLowerCase(Locale.ROOT)) || password.equalsIgnoreCase(user.email)
                || password.equalsIgnoreCase(user.name)) {
            return Optional.of(Fault.member(member, "too-common", "is one that others would guess; choose another"));
        }
        // NUL ends a password for bcrypt, and in UTF-8 all halves of surrogate pairs are one question mark.
        return Fault.characters(member, password);
    }

    /** Gives a user a password that has no fault. */
    public void set(User user, String password) {
        Password.set(user, amongFew(() -> BCrypt.hashpw(password, BCrypt.gensalt(cost))));
    }

    /** Whether it is the user's password; takes as long when there is no user, or one without a password. */
    public boolean matches(Optional<User> user, String password) {
        return matching(user, password).isPresent();
    }

    /** The hash that the password was found to fit, as {@link #matches} does; nothing when it is not the user's password. */
    public Optional<String> matching(Optional<User> user, String password) {
        Optional<String> hash = hash(user);
        boolean fits = password.getBytes(StandardCharsets.UTF_8).length <= LONGEST && password.indexOf('\0') < 0;
        boolean same = amongFew(() -> BCrypt.checkpw(fits ? password : "", hash.filter(any -> fits).orElse(nobodys)));
        return hash.filter(any -> same && fits);
    }

    /** Whether the user's password still has this hash. */
    public boolean isOf(User user, String hash) {
        return hash(Optional.of(user)).filter(hash::equals).isPresent();
    }

    private static Optional<String> hash(Optional<User> user) {
        return user.flatMap(Password::findByUser).map(Password::hash);
    }

    private <T> T amongFew(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.unavailable("Too many are signing in at once; send the request again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The service is about to end; send the request again");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
