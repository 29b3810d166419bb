package io.videocatalog.postgresql;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.videocatalog.http.HostileBodyTest;
import io.videocatalog.http.HostileConnectionTest;
import io.videocatalog.http.HostileRequestTest;
import io.videocatalog.model.ActiveRecordTest;
import io.videocatalog.playlist.PlaylistTest;
import io.videocatalog.user.UserTest;
import io.videocatalog.video.VideoSearchTest;
import io.videocatalog.video.VideoTest;
import org.junit.jupiter.api.Nested;

/** What is claimed of the catalogue on H2 is claimed of it on PostgreSQL: the same tests, once more. */
@QuarkusTest
@TestProfile(OnPostgres.class)
class CatalogueOnPostgresTest {

    @Nested
    class Records extends ActiveRecordTest {
    }

    @Nested
    class Videos extends VideoTest {
    }

    @Nested
    class Search extends VideoSearchTest {
    }

    @Nested
    class Users extends UserTest {
    }

    @Nested
    class Playlists extends PlaylistTest {
    }

    @Nested
    class HostileBodies extends HostileBodyTest {
    }

    @Nested
    class HostileRequests extends HostileRequestTest {
    }

    @Nested
    class HostileConnections extends HostileConnectionTest {
    }
}
