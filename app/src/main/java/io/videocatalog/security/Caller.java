package io.videocatalog.security;

import io.vertx.ext.web.RoutingContext;
import io.videocatalog.model.Role;
import io.videocatalog.model.User;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks for something, and from where.
 *
 * @param name the address of a user, or what else was let in
 * @param displayName the name of a user as others know it, or what else was let in
 * @param userId null for those who are no user
 * @param role the most that the caller may do; null for nothing
 * @param editsAll whether an editor may write what belongs to others
 * @param tokenId the token that was shown, null without one
 * @param address the network address, empty for commands
 * @param requestId the request's id; for commands one that is like it
 */
public record Caller(String name, String displayName, Long userId, Role role, boolean editsAll, Long tokenId, String address,
        String requestId) {

    private static final String NOBODY = "nobody";
    private static final String OPERATOR = "operator";
    static final String ADMIN_TOKEN = "VIDEO_CATALOG_ADMIN_TOKEN";
    private static final String SET_UP_CODE = "set-up code";

    /** The names of those who may change something and are no users. */
    public static final Set<String> OTHERS = Set.of(OPERATOR, ADMIN_TOKEN, SET_UP_CODE);

    /** Whoever can start a command on the machine, and may do everything. */
    public static Caller operator() {
        return operator(OPERATOR, "", UUID.randomUUID().toString());
    }

    static Caller operator(String name, String address, String requestId) {
        return new Caller(name, name, null, Role.ADMIN, true, null, address, requestId);
    }

    /** Somebody who has not signed in, and may do as much as everybody. */
    static Caller nobody(Role role, String address, String requestId) {
        return new Caller(NOBODY, NOBODY, null, role, false, null, address, requestId);
    }

    /** The same request, let in by the code of the first start. */
    public Caller letInBySetUpCode() {
        return operator(SET_UP_CODE, address, requestId);
    }

    /** The same request, now that it is known which user sends it. */
    public Caller signedInAs(User user) {
        return of(user, Role.ADMIN, null, address, requestId);
    }

    static Caller of(User user, Role scope, Long tokenId, String address, String requestId) {
        return new Caller(user.email, user.name, user.id, Role.lesser(user.role, scope), user.editsAll, tokenId, address, requestId);
    }

    /** Who has sent a request. */
    public static Caller of(RoutingContext request) {
        return request.get(Caller.class.getName());
    }

    void sends(RoutingContext request) {
        request.put(Caller.class.getName(), this);
    }

    public boolean isSignedIn() {
        return !NOBODY.equals(name);
    }

    /** Whether the caller may do what this role may. */
    public boolean is(Role least) {
        return role != null && role.compareTo(least) >= 0;
    }

    /** What limits are counted by, and kept answers found by: the same for all that a user sends. */
    public String key() {
        return userId == null ? name : "user " + userId;
    }
}
