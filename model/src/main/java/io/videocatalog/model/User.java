package io.videocatalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Index;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who can own videos, and sign in. */
@Entity
@AccessRule(write = Role.ADMIN, owner = "id", neverPublic = true)
@Table(name = "users", uniqueConstraints = @UniqueConstraint(name = "users_email_key", columnNames = "email_key"), indexes = {
        @Index(name = "users_name_key_idx", columnList = "name_key, id"),
        @Index(name = "users_created_at_idx", columnList = "created_at, id"),
        @Index(name = "users_updated_at_idx", columnList = "updated_at, id")})
public class User extends CatalogEntity {

    // Columns are twice as long as the text they hold: H2 counts UTF-16 units, the catalogue counts code points.
    @NotNull
    @Text(max = 50)
    @Column(nullable = false, length = 100)
    @Schema(description = "The name as people know it; others may have the same.", examples = "Georges Example")
    public String name;

    /** Unique without regard to case. */
    @NotNull
    @Text(max = 50)
    @Email(regexp = "\\P{Cf}*")
    @Confidential
    @Column(nullable = false, length = 100)
    @Schema(description = "The address, unique without regard to case.", examples = "georges@example.org")
    public String email;

    @NotNull
    @Confidential
    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    @Schema(description = "What the user may do: viewers read, editors write what is their own, admins do everything.")
    public Role role = Role.VIEWER;

    @NotNull
    @Confidential
    @Column(nullable = false)
    @Schema(description = "Whether an editor may write what belongs to others, too.", examples = "false")
    public Boolean editsAll = false;

    @SortKey(of = "name")
    @Column(nullable = false, length = 100)
    String nameKey;

    @SortKey(of = "email")
    @Column(nullable = false, length = 100)
    String emailKey;

    @SearchText(of = "name")
    @Column(nullable = false, length = SearchText.LENGTH)
    String searchText;

    /** Finds a user by address, without regard to case. */
    public static Optional<User> findByEmail(String email) {
        return find("emailKey", TextFolding.sortKey(email)).firstResultOptional();
    }

    /** Has others who take this lock wait until the transaction ends. It does not matter whether the user was changed since it was read. */
    public static void lock(Long id) {
        getEntityManager().createQuery("select id from User where id = :id", Long.class).setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    }

    public static boolean hasAdmin() {
        return count("role", Role.ADMIN) > 0;
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", email=" + quoted(email) + "]";
    }
}
