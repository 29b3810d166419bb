package io.videocatalog.transfer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts what imports and exports have moved. */
@ApplicationScoped
class TransferMetrics {

    @Inject
    MeterRegistry registry;

    void imported(String entity, ImportCounts counts, ImportOptions options) {
        Counter.builder("catalog.imports").description("Imports that were carried out, to the end or not").tag("entity", entity)
                .register(registry).increment();
        rows(entity, "created", options.dryRun() ? 0 : counts.created());
        rows(entity, "updated", options.dryRun() ? 0 : counts.updated());
        rows(entity, "rejected", counts.rejected());
    }

    private void rows(String entity, String result, long count) {
        Counter.builder("catalog.import.rows").description("Rows of imports, by what became of them").tag("entity", entity)
                .tag("result", result).register(registry).increment(count);
    }

    void exported(String entity, Format format, long rows) {
        Counter.builder("catalog.export.rows").description("Rows that were exported").tag("entity", entity)
                .tag("format", format.toString()).register(registry).increment(rows);
    }
}
