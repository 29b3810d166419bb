package io.videocatalog.db;

import static io.videocatalog.http.Api.api;

import io.videocatalog.operations.Meters;

/** How often a transaction was done again so far, as operators see it. */
public final class Retries {

    private Retries() {
    }

    public static double count() {
        String metrics = api().get("/q/metrics").then().statusCode(200).extract().asString();
        return Meters.values(metrics, "catalog_transaction_retries_total").findFirst().orElseThrow();
    }
}
