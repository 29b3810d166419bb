package io.videocatalog.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({"postgresql://u:p@h:5433/d,jdbc:postgresql://h:5433/d,u,p", //
            "postgres://u:p@h/d,jdbc:postgresql://h:5432/d,u,p", //
            "jdbc:postgresql://h/d?user=u&password=p,jdbc:postgresql://h:5432/d,u,p", //
            "postgresql://u%40x:p%3A%2F%3F%23%40%25+@h/d,jdbc:postgresql://h:5432/d,u@x,p:/?#@%+", //
            "postgresql://u:p:q@r@h/d,jdbc:postgresql://h:5432/d,u,p:q@r", //
            "postgresql://u@h,jdbc:postgresql://h:5432/u,u,", //
            "postgresql:///d,jdbc:postgresql://localhost:5432/d,,", //
            "postgresql://u@[::1]:5433/d,jdbc:postgresql://[::1]:5433/d,u,"})
    void reads_what_libpq_and_jdbc_write(String text, String jdbcUrl, String username, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertEquals(DatabaseUrl.POSTGRESQL, url.engine());
        assertEquals(jdbcUrl, url.jdbcUrl().replaceFirst("\\?.*", ""));
        assertEquals(username, url.username());
        assertEquals(password, url.password());
        assertFalse(url.jdbcUrl().contains("password"), url.jdbcUrl());
    }

    @Test
    void names_every_host_of_several() {
        String url = DatabaseUrl.parse("postgresql://u@first,second:5433/d").jdbcUrl();
        assertTrue(url.startsWith("jdbc:postgresql://first:5432,second:5433/d?"), url);
        assertTrue(url.contains("targetServerType=primary"), url);
    }

    @Test
    void keeps_parameters_and_translates_those_that_libpq_calls_otherwise() {
        String url = DatabaseUrl
                .parse("postgresql://h/d?sslmode=verify-full&sslrootcert=/a%20b&connect_timeout=7&target_session_attrs=read-write&socketTimeout=9")
                .jdbcUrl();
        for (String parameter : new String[]{"sslmode=verify-full", "sslrootcert=%2Fa+b", "connectTimeout=7", "targetServerType=primary",
                "socketTimeout=9", "ApplicationName=video-catalog"}) {
            assertTrue((url + "&").contains(parameter + "&"), url);
        }
        assertFalse(url.contains("socketTimeout=20") || url.contains("connect_timeout"), url);
    }

    @Test
    void takes_what_is_behind_the_question_mark_for_parameters() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://u:secret@h/d?ApplicationName=a@b");
        assertEquals("secret", url.password());
        assertTrue(url.jdbcUrl().startsWith("jdbc:postgresql://h:5432/d?ApplicationName=a%40b&"), url.jdbcUrl());
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:file:/x/y,jdbc:h2:file:/x/y;WRITE_DELAY=500;DB_CLOSE_ON_EXIT=FALSE", //
            "jdbc:h2:/x/y;write_delay=10,jdbc:h2:/x/y;write_delay=10;DB_CLOSE_ON_EXIT=FALSE", //
            "jdbc:h2:mem:x,jdbc:h2:mem:x;DB_CLOSE_DELAY=-1", //
            "jdbc:h2:tcp://h/x,jdbc:h2:tcp://h/x"})
    void gives_h2_the_settings_that_lose_nothing(String text, String jdbcUrl) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertEquals(new DatabaseUrl(DatabaseUrl.H2, jdbcUrl, null, null), url);
        assertNull(url.password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://root:secret@h/d", "jdbc:mysql://root:secret@h/d", "secret", "://secret", "jdbc:secret", "jdbc:h2:",
            "postgresql:secret", "postgresql:/secret@h/d", "postgresql://u:secret@h:port/d", "postgresql://u:secret%zz@h/d",
            "postgresql://u:secret@h h/d", "POSTGRESQL://u:secret@h/d", "http://secret/", "jdbc:h2:x;PASSWORD=secret",
            "jdbc:h2:split:/x;PASSWORD=secret",
            "postgresql://u:secret@h:77700/d", "postgresql://u:secret@h/d?socketTimeout=soon"})
    void refuses_what_it_does_not_know_in_one_sentence_without_the_password(String text) {
        String sentence = assertThrows(StartFailure.class, () -> DatabaseUrl.parse(text)).getMessage();
        assertTrue(sentence.startsWith("DATABASE_URL ") && sentence.endsWith("."), sentence);
        assertEquals(1, sentence.lines().count());
        assertFalse(sentence.contains("secret@") || sentence.contains("=secret") || sentence.contains("root:"), sentence);
    }
}
