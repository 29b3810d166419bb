package io.videocatalog.http;

import static io.videocatalog.http.Api.api;

import io.restassured.specification.RequestSpecification;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of {@link AmongStrangers}, as the proxy tells of it. */
final class Stranger {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private Stranger() {
    }

    /** An address that no other request has; tests that write one out take it from another network. */
    static String newAddress() {
        int number = ADDRESSES.incrementAndGet();
        return "198.18." + number / 256 + "." + number % 256;
    }

    /** A request from an address of its own. */
    static RequestSpecification fresh() {
        return from(newAddress());
    }

    static RequestSpecification from(String forwardedFor) {
        return api().header("X-Forwarded-For", forwardedFor);
    }
}
