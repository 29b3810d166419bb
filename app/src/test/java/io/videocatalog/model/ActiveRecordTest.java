package io.videocatalog.model;

import static io.videocatalog.http.Api.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.Test;

/** The entities as application code uses them, without the API. */
@QuarkusTest
@TestTransaction
class ActiveRecordTest {

    @Test
    void a_video_is_persisted_found_and_deleted() {
        Video video = video("Night Train", null);
        video.persistAndFlush();
        assertNotNull(video.id);
        assertEquals(0, video.version());
        assertEquals(video.createdAt, video.updatedAt);
        assertTrue(Video.listAll().contains(video));
        video.delete();
        assertEquals(Optional.empty(), Video.findByIdOptional(video.id));
    }

    @Test
    void a_change_moves_the_version_and_no_change_does_not() {
        Video video = video("Night Train", null);
        video.persistAndFlush();
        video.flush();
        assertEquals(0, video.version());
        video.name = "Day Train";
        video.flush();
        assertEquals(1, video.version());
        assertFalse(video.updatedAt.isBefore(video.createdAt));
    }

    @Test
    void the_videos_of_an_owner_are_listed_oldest_first() {
        User owner = user(unique() + "@example.org");
        owner.persist();
        Video first = video("First", owner);
        Video second = video("Second", owner);
        first.persist();
        second.persist();
        video("Nobody's", null).persist();
        assertEquals(List.of(first, second), Video.listByOwner(owner));
        assertEquals(2, Video.countByOwner(owner));
    }

    @Test
    void a_user_is_found_by_email_without_regard_to_case() {
        String email = unique() + "@example.org";
        User user = user(email);
        user.persist();
        assertEquals(Optional.of(user), User.findByEmail(email.toUpperCase(Locale.ROOT)));
        assertEquals(Optional.empty(), User.findByEmail("x" + email));
    }

    @Test
    void the_rules_hold_without_the_api_too() {
        Video blank = video(" ", null);
        assertThrows(ConstraintViolationException.class, blank::persistAndFlush);
    }

    @Test
    void the_database_refuses_a_second_user_of_an_email() {
        String email = unique() + "@example.org";
        user(email).persistAndFlush();
        var refused = assertThrows(org.hibernate.exception.ConstraintViolationException.class,
                user(email.toUpperCase(Locale.ROOT))::persistAndFlush);
        assertEquals(ConstraintKind.UNIQUE, refused.getKind());
    }

    private static Video video(String name, User owner) {
        Video video = new Video();
        video.name = name;
        video.description = "A video of a test.";
        video.owner = owner;
        return video;
    }

    private static User user(String email) {
        User user = new User();
        user.name = "Somebody";
        user.email = email;
        return user;
    }
}
