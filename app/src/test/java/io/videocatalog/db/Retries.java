package io.videocatalog.db;

import static io.videocatalog.http.Api.api;

/** How often a transaction was done again so far, as operators see it. */
public final class Retries {

    private static final String METER = "catalog_transaction_retries_total ";

    private Retries() {
    }

    public static double count() {
        return api().get("/q/metrics").then().statusCode(200).extract().asString().lines().filter(line -> line.startsWith(METER))
                .mapToDouble(line -> Double.parseDouble(line.substring(METER.length()))).findFirst().orElseThrow();
    }
}
