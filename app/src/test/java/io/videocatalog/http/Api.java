package io.videocatalog.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** How the tests talk to the API. */
public final class Api {

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config().encoderConfig(EncoderConfig.encoderConfig()
            .defaultContentCharset("UTF-8").appendDefaultContentCharsetToContentTypeIfUndefined(false)
            .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
            .encodeContentTypeAs("text/csv", ContentType.TEXT)
            .encodeContentTypeAs("application/merge-patch+json", ContentType.TEXT));

    private Api() {
    }

    /** A request whose path and query are sent as they are written, and whose answer must be sound. */
    public static RequestSpecification api() {
        return given().config(CONFIG).filter(new SoundAnswer()).urlEncodingEnabled(false).redirects().follow(false);
    }

    /** A request with a JSON body: a text as it stands, anything else serialised. */
    public static RequestSpecification json(Object body) {
        return api().contentType("application/json").body(body);
    }

    /** The body of what was found. Paths of REST Assured, which it compiles for each answer, take long where there are very many. */
    public static ObjectNode content(Response answer) {
        return StrictJson.readObject(answer.then().statusCode(200).extract().asByteArray());
    }

    /** A word that no other test has. */
    public static String unique() {
        return "t" + new BigInteger(55, ThreadLocalRandom.current()).toString(36);
    }

    /** The results of calls that are made at the same moment. */
    public static <T> List<T> atOnce(int times, Callable<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> results = threads.invokeAll(IntStream.range(0, times).mapToObj(i -> call).toList());
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdown();
        }
    }
}
