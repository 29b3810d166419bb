package io.videocatalog.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.Optional;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** What a user's password is checked against. Apart from the user, so that nothing that shows users can show it. */
@Entity
@NoHistory
@Table(name = "passwords", uniqueConstraints = @UniqueConstraint(name = "passwords_user_id_key", columnNames = "user_id"))
public class Password extends CatalogEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @OnDelete(action = OnDeleteAction.CASCADE)
    @JoinColumn(name = "user_id", nullable = false, foreignKey = @ForeignKey(name = "passwords_user_id_fkey"))
    User user;

    /** In the format of bcrypt, with the salt. */
    @Column(nullable = false, length = 100)
    String hash;

    public static Optional<Password> findByUser(User user) {
        return find("user", user).firstResultOptional();
    }

    /** Gives a user this password instead of the one before, if there was one. */
    public static void set(User user, String hash) {
        Password password = findByUser(user).orElseGet(Password::new);
        password.user = user;
        password.hash = hash;
        password.persist();
    }

    public String hash() {
        return hash;
    }
}
