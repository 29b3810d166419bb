package io.videocatalog.model;

import java.util.Locale;

/** What a user may do; each role may do what those before it may. */
public enum Role {

    /** Reads what others may know. */
    VIEWER,
    /** Writes, too: what is their own, unless {@link User#editsAll} gives them the right to all. */
    EDITOR,
    /** Reads and writes everything, other people's accounts included. */
    ADMIN;

    /** The lesser of two roles: what may be done where both set bounds. */
    public static Role lesser(Role one, Role other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** As the API and commands write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
