package io.videocatalog.search;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.videocatalog.search.WordIndex.Blocks;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** On H2, searches for words that are not among the first rows. */
@QuarkusTest
class WordIndexTest {

    private static final int PATIENCE_SECONDS = 60;
    /** More than are walked through for a page of three, so that the rest is looked up. */
    private static final int ROWS = 1_500;

    @Inject
    DataSource database;
    @Inject
    WordIndex index;
    @Inject
    StatelessSession session;

    private final String word = unique();

    private Optional<Blocks> blocks(String... beginnings) {
        return QuarkusTransaction.requiringNew().call(() -> index.blocks(session, "videos", Set.of(beginnings)));
    }

    private void awaitIndex() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (blocks(word).isEmpty()) {
            assertTrue(Instant.now().isBefore(end), "the index does not get complete");
            Thread.sleep(100);
        }
    }

    private static long create(String name, String description) {
        return json(Map.of("name", name, "description", description)).post("/api/videos").then().statusCode(201).extract().jsonPath()
                .getLong("id");
    }

    private void importRows(String more) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append("{\"name\":\"").append(word).append(more).append("\",\"description\":\"").append(i).append("\"}\n");
        }
        api().contentType("application/x-ndjson").body(rows.toString().getBytes(StandardCharsets.UTF_8)).post("/api/videos/import").then()
                .statusCode(200);
    }

    private static JsonPath list(String parameters) {
        return api().get("/api/videos?limit=3&count=true&" + parameters).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void names_the_blocks_where_all_words_are_and_those_that_have_just_changed() throws Exception {
        awaitIndex();
        long id = create(word + "alpha", "beta" + word);
        assertTrue(covers(blocks(word), id), "at once");
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (!blocks("no" + word).orElseThrow().found().isEmpty()) {
            assertTrue(Instant.now().isBefore(end), "the changes do not get indexed");
            Thread.sleep(100);
        }
        assertTrue(covers(blocks(word), id));
        assertTrue(covers(blocks(word + "al", "beta" + word.substring(0, word.length() - 1)), id));
        assertFalse(covers(blocks(word, "no" + word), id));
        json(Map.of("name", "no" + word)).patch("/api/videos/" + id).then().statusCode(200);
        assertTrue(covers(blocks("no" + word), id), "of what was there before, too");
    }

    @Test
    void is_made_anew_once_rows_have_come_without_a_history() throws Exception {
        awaitIndex();
        try (Connection connection = database.getConnection()) {
            WordIndex.forget(connection);
        }
        long id = create(word, "d");
        awaitIndex();
        assertTrue(covers(blocks(word), id));
    }

    @Test
    void says_nothing_while_too_many_rows_have_changed_or_the_history_does_not_tell_which() throws Exception {
        importRows("one");
        importRows("two");
        awaitIndex();
        QuarkusTransaction.begin();
        try {
            long last = session.createNativeQuery("select max(number) from changes", Long.class).getSingleResult();
            assertTrue(blocksFrom(last - 100).isPresent());
            assertTrue(blocksFrom(last - 2 * ROWS).isEmpty(), "too many");
            session.createNativeMutationQuery("delete from changes where number <= :number").setParameter("number", last - 100)
                    .executeUpdate();
            assertTrue(blocksFrom(last - 100).isPresent(), "all are kept");
            assertTrue(blocksFrom(last - 101).isEmpty(), "one is not");
        } finally {
            QuarkusTransaction.rollback();
        }
        assertTrue(blocks(word).isPresent(), "as before");
    }

    /** What it says where it has the rows of all changes up to this; only the transaction that is under way sees that. */
    private Optional<Blocks> blocksFrom(long number) {
        session.createNativeMutationQuery("update search.progress set number = :number where entity = 'videos'")
                .setParameter("number", number)
                .executeUpdate();
        return index.blocks(session, "videos", Set.of(word));
    }

    private static boolean covers(Optional<Blocks> blocks, long id) {
        return blocks.orElseThrow().found().stream().anyMatch(block -> block.first() <= id && id < block.end());
    }

    @Test
    void finds_what_is_behind_many_rows_that_do_not_match_in_whatever_order() throws Exception {
        importRows("filler");
        List<Long> ids = new ArrayList<>();
        for (String name : List.of("c", "a", "e", "b", "d")) {
            ids.add(create(name + " " + word + "rare", "d"));
            if (ids.size() == 2) {
                importRows("filler");
            }
        }
        awaitIndex();
        List<Long> reversed = ids.stream().sorted(Comparator.reverseOrder()).toList();
        List<Long> byName = IntStream.of(1, 3, 0, 4, 2).mapToObj(ids::get).toList();
        assertFound(ids, "sort=id");
        assertFound(reversed, "sort=-id");
        assertFound(byName, "sort=name");
        assertFound(ids, "sort=createdAt");
        assertFound(reversed, "sort=-updatedAt,-id");
        assertFound(byName, "sort=name,-createdAt");
        assertEquals(List.of(ids.get(4)), list("q=" + word + "rare&name=d+" + word + "rare").getList("items.id", Long.class));
        assertEquals(List.of(), list("q=" + word + "rare+" + word + "filler").getList("items.id", Long.class));
        assertEquals(2, list("q=" + word + "filler+" + (ROWS - 1) + "&sort=name").getList("items").size());
        assertEquals(2 * ROWS, list("q=" + word + "filler&sort=-name").getInt("total"));
    }

    private void assertFound(List<Long> expected, String sort) {
        JsonPath first = list("q=" + word + "rare&" + sort);
        assertEquals(expected.subList(0, 3), first.getList("items.id", Long.class), sort);
        assertEquals(5, first.getInt("total"));
        JsonPath second = api().get(first.getString("next")).then().statusCode(200).extract().jsonPath();
        assertEquals(expected.subList(3, 5), second.getList("items.id", Long.class), sort);
        assertEquals(null, second.getString("next"));
    }
}
