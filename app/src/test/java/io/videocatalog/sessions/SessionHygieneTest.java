package io.videocatalog.sessions;

import static io.videocatalog.http.Api.api;
import static io.videocatalog.http.Api.atOnce;
import static io.videocatalog.http.Api.json;
import static io.videocatalog.http.Api.unique;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.videocatalog.resource.DatabaseProblems;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing of a request outlives it: no connection, no transaction and no persistence context, however it ends. */
@QuarkusTest
class SessionHygieneTest {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class.getName());
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final int STORED = 4_000;
    private static final int TIMES = 25;
    private static final int PATIENCE_SECONDS = 40;

    @Inject
    AgroalDataSource database;
    @Inject
    SessionFactory sessions;

    private final String word = unique();
    private Statistics statistics;
    private int video;

    @BeforeEach
    void fill() {
        LOG.setLevel(Level.OFF); // The bug is meant to be.
        statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        video = json(Map.of("name", unique(), "description", "d")).post("/api/videos").path("id");
        api().contentType(NDJSON).body(rows(STORED, "x".repeat(400)).getBytes()).post("/api/videos/import").then().statusCode(200);
    }

    @AfterEach
    void empty() throws SQLException {
        statistics.setStatisticsEnabled(false);
        LOG.setLevel(null);
        query("delete from videos where name = '" + word + "'");
    }

    private String rows(int count, String description) {
        return ("{\"name\":\"" + word + "\",\"description\":\"" + description + "\"}\n").repeat(count);
    }

    @Test
    void nothing_outlives_its_request_under_a_storm_of_requests_that_fail_and_clients_that_leave() throws Exception {
        RequestStorm storm = storm();
        storm.rage(TIMES);
        assertThat(storm.statuses, hasItems(200, 400, 404, 409, 412, 500));
        assertThat(statistics.getSessionOpenCount(), is(greaterThan(0L)));
        awaitRest();
        assertThat(atOnce(40, () -> api().get("/test/sessions/" + video).asString()), everyItem(is("")));
        awaitRest();
        api().get("/api/videos?count=true&name=written+by+a+bug").then().body("total", is(0));
        json(Map.of("name", unique())).patch("/api/videos/" + video).then().statusCode(200).header("ETag", "\"1\"");
    }

    private RequestStorm storm() {
        String email = unique() + "@example.org";
        int owner = json(Map.of("name", "n", "email", email)).post("/api/users").path("id");
        json(Map.of("name", unique(), "description", "d", "ownerId", owner)).post("/api/videos").then().statusCode(201);
        RequestStorm storm = new RequestStorm();
        storm.add("POST", "/api/videos", JSON, "{oops");
        storm.add("POST", "/api/videos", JSON, "{\"name\":\" \",\"ownerId\":4000000000000000}");
        storm.add("PUT", "/api/videos/4000000000000000", JSON, "{\"name\":\"n\",\"description\":\"d\"}");
        storm.add("POST", "/api/users", JSON, "{\"name\":\"n\",\"email\":\"" + email + "\"}");
        storm.add("DELETE", "/api/users/" + owner, JSON, "");
        storm.add("PATCH", "/api/videos/" + video, JSON, "{\"name\":\"n\"}", "If-Match: \"99\"\r\n");
        storm.add("POST", "/test/sessions/bug", JSON, "");
        storm.add("POST", "/api/videos/import?atomic=true", NDJSON, rows(20, "d") + "oops");
        storm.addRaw("GET /api/videos HTTP/1.1\r\nHost: loc");
        storm.addRaw("GET /api/videos HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
        storm.addRaw("POST /api/videos HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON
                + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"na");
        storm.addBrokenBody("POST", "/api/videos", JSON, "{\"name\":");
        storm.addBrokenBody("POST", "/api/videos/import", NDJSON, rows(20, "d"));
        storm.addBrokenBody("POST", "/api/videos/import?atomic=true", NDJSON, rows(1_100, "d"));
        storm.addImpatient(0, "POST", "/api/videos", JSON, "{\"name\":\"" + word + "\",\"description\":\"d\"}");
        storm.addImpatient(0, "PATCH", "/api/users/" + owner, JSON, "{\"name\":\"other\"}");
        storm.addImpatient(0, "POST", "/api/videos/import?dryRun=true", NDJSON, rows(1_100, "d"));
        storm.addImpatient(0, "GET", "/api/videos?format=csv&name=" + word, JSON, "");
        storm.addImpatient(20_000, "GET", "/api/videos?format=ndjson&name=" + word, JSON, "");
        return storm;
    }

    /** What is in use and should not be, by what it is; each must come to nothing soon. */
    private Map<String, Long> inUse() throws SQLException {
        Map<String, Long> inUse = new TreeMap<>();
        inUse.put("transactions", TransactionReaper.transactionReaper().numberOfTransactions());
        inUse.put("persistence contexts", statistics.getSessionOpenCount() - statistics.getSessionCloseCount());
        inUse.put("connections in use", database.getMetrics().activeCount());
        inUse.put("waiting for a connection", database.getMetrics().awaitingCount());
        inUse.put("transactions of the database", query(openTransactions()));
        inUse.values().removeIf(count -> count == 0);
        return inUse;
    }

    private void awaitRest() throws Exception {
        Map<String, Long> inUse = inUse();
        for (int i = 0; i < PATIENCE_SECONDS * 10 && !inUse.isEmpty(); i++) {
            Thread.sleep(100);
            inUse = inUse();
        }
        assertThat("still in use", inUse, is(Map.of()));
        assertThat(database.getMetrics().leakDetectionCount(), is(0L));
    }

    /** Counts the other sessions of the database that have a transaction open. */
    String openTransactions() {
        return "select count(*) from information_schema.sessions where session_id <> session_id() "
                + "and (contains_uncommitted or blocker_id is not null or executing_statement is not null)";
    }

    private long query(String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
