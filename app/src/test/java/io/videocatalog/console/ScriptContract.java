package io.videocatalog.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.videocatalog.cli.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a script in the console does, whatever the engine. */
@Tag("slow")
abstract class ScriptContract {

    /** The program on an empty database, the same one at each call. */
    abstract Program program();

    Program.Result run(String script) throws Exception {
        return program().runWith(script, "console");
    }

    @Test
    void creates_commits_rolls_back_and_queries() throws Exception {
        Program.Result session = run("""
                var video = new Video();
                video.name = "A Trip to the Moon";
                video.description = "Six astronomers travel to the moon.";
                video.persist();
                Video.count()
                commit();
                video
                video.name = "Night Train 🌙";
                commit();
                video.version()
                video.name = "Day Train";
                rollback();
                video.name
                var owner = new User();
                owner.name = "Georges"; owner.email = "georges@example.org";
                owner.persist();
                video.owner = owner;
                commit();
                Video.listByOwner(owner) // one a line when there are more
                Video.<Video>streamAll()
                    .filter(found -> found.owner == owner)
                    .map(found -> found.name.toUpperCase())
                    .toList()
                Video.findById(video.id) == video
                for (int i = 1; i <= 2; i++) {
                    var more = new Video();
                    more.name = "Part " + i;
                    more.description = "d";
                    more.persist();
                }
                Video.listAll(Sort.by("name"))
                Video.find("name like ?1", "Part%").count()
                video.delete();
                if (Video.count() == 2)
                    System.out.println("gone");
                else
                    System.out.println("there");
                rollback();
                Video.list("order by id")
                """);
        assertEquals("", session.err());
        assertEquals("""
                1
                Video[id=1, name="A Trip to the Moon"]
                1
                "Night Train 🌙"
                [Video[id=1, name="Night Train 🌙"]]
                [NIGHT TRAIN 🌙]
                true
                [Video[id=1, name="Night Train 🌙"],
                 Video[id=2, name="Part 1"],
                 Video[id=3, name="Part 2"]]
                2
                gone
                [Video[id=1, name="Night Train 🌙"]]
                """, session.out());
        assertEquals(0, session.code());
    }

    @Test
    void goes_on_with_the_same_variables_after_a_commit_that_is_refused() throws Exception {
        Program.Result session = run("""
                void save() {
                    try { commit(); } catch (RuntimeException e) { System.out.println(e.getClass().getSimpleName()); }
                }
                var user = new User();
                user.name = " ";
                user.persist();
                save()
                user.name = "Ada"; user.email = "ada@example.org";
                user.persist();
                save()
                var other = new User();
                other.name = "Eve"; other.email = "ADA@example.org";
                other.persist();
                user.name = "Ada L.";
                save()
                other.email = "eve@example.org";
                other.persist();
                user.name
                user.name = "Ada K.";
                save()
                rollback();
                User.<User>list("order by name").stream().map(u -> u.name).toList()
                """);
        assertEquals("""
                ConstraintViolationException
                ConstraintViolationException
                "Ada"
                [Ada K., Eve]
                """, session.out());
        assertEquals("Rolled back: nothing since the last commit is saved.\n".repeat(2), session.err());
        assertEquals(0, session.code());
    }

    @Test
    void says_in_one_line_each_what_is_refused() throws Exception {
        refuses("var video = new Video(); video.persist(); commit();", """
                line 1: ConstraintViolationException: Video.description: is required
                    Video.name: is required
                    Rolled back: nothing since the last commit is saved.
                """);
        refuses("""
                for (String email : List.of("twin@example.org", "Twin@example.org")) {
                    var user = new User();
                    user.name = "Twin"; user.email = email;
                    user.persistAndFlush();
                }
                commit();
                """, """
                line 4: ConstraintViolationException: email: is taken by another of the users
                    Rolled back: nothing since the last commit is saved.
                """);
        assertEquals("0\n", run("User.count(\"name\", \"Twin\")").out());
    }

    private void refuses(String script, String sentence) throws Exception {
        Program.Result refused = run(script);
        assertEquals(sentence, refused.err());
        assertEquals("", refused.out());
        assertEquals(1, refused.code());
    }

    @Test
    void leaves_its_traces_in_the_history_and_changes_nothing_without() throws Exception {
        Program.Result session = run("""
                var kept = new Video();
                kept.name = "Kept"; kept.description = "d";
                kept.persist();
                commit();
                kept.name = "Renamed";
                commit();
                Change.listByRow("videos", kept.id).size()
                Video.update("name = 'gone' where id = ?1", kept.id);
                """);
        assertEquals("2\n", session.out());
        assertEquals("""
                line 8: BulkChangeException: This changes rows of videos in bulk, which would leave no trace in their history: \
                read the entities, and change or delete them one by one
                    Rolled back: nothing since the last commit is saved.
                """.strip(), session.err().strip());
        assertEquals(1, session.code());
    }
}
