package io.videocatalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that somebody has done, or has been refused. Rows are added and read, and never changed. */
@Entity
@NoHistory
@AccessRule(read = Role.ADMIN, write = Role.ADMIN, neverPublic = true)
@Table(name = "audit_events", indexes = {
        @Index(name = "audit_events_action_key_idx", columnList = "action_key, id"),
        @Index(name = "audit_events_actor_key_idx", columnList = "actor_key, id"),
        @Index(name = "audit_events_created_at_idx", columnList = "created_at, id"),
        @Index(name = "audit_events_updated_at_idx", columnList = "updated_at, id")})
public class AuditEvent extends CatalogEntity {

    @Column(nullable = false, length = 50)
    @ReadOnly
    @Schema(description = "What was done, or refused.", examples = "sign-in")
    public String action;

    @Column(nullable = false, length = 100)
    @ReadOnly
    @Schema(description = "Who it was: the address of a user, or what else was let in; nobody where that is not known.", examples = "georges@example.org")
    public String actor;

    /** Not a reference: what was done stays known when its doer is deleted. */
    @ReadOnly
    @Schema(description = "The id that the user had; null for those who are no user.", examples = "1")
    public Long actorId;

    @Column(nullable = false, length = 200)
    @ReadOnly
    @Schema(description = "What it was done to.", examples = "/api/users/7")
    public String subject;

    @Column(nullable = false, length = 1000)
    @ReadOnly
    @Schema(description = "What else there is to know of it; empty where there is nothing.", examples = "role: editor")
    public String detail;

    @Column(nullable = false, length = 100)
    @ReadOnly
    @Schema(description = "The address that the request came from; empty for commands.", examples = "192.0.2.7")
    public String address;

    @Column(nullable = false, length = 100)
    @ReadOnly
    @Schema(description = "The request's id, which is in the log too; a command has one that is like it.", examples = "5e2b1c9a-4f0d-4f5e-9f57-0a4c3f1d2b6e")
    public String requestId;

    @SortKey(of = "action")
    @Column(nullable = false, length = 50)
    String actionKey;

    @SortKey(of = "actor")
    @Column(nullable = false, length = 100)
    String actorKey;

    /** Deletes some of those from before this time; returns how many, none when there are none left. */
    public static long deleteBefore(Instant oldest) {
        return ExpiredRows.delete(AuditEvent.class, "createdAt", oldest);
    }
}
