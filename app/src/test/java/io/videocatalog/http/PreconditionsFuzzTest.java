package io.videocatalog.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.videocatalog.fuzz.HostileText;
import io.videocatalog.fuzz.Outcome;
import io.videocatalog.model.CatalogEntity;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;

class PreconditionsFuzzTest {

    private static final CatalogEntity ROW = new CatalogEntity() {
        @Override
        public Long version() {
            return 7L;
        }
    };

    static {
        ROW.updatedAt = Instant.parse("2026-02-03T09:00:00.500Z");
    }

    @Provide
    static Arbitrary<String> otherTags() {
        Arbitrary<String> opaque = Arbitraries.strings().withCharRange('\u0021', '\u0021').withCharRange('\u0023', '\u007E').ofMaxLength(9)
                .filter(text -> !text.equals("7"));
        return Arbitraries.oneOf(opaque.map(text -> "\"" + text + "\""), opaque.map(text -> "W/\"" + text + "\""),
                Arbitraries.just("W/\"7\""));
    }

    private static HttpHeaders with(String name, List<String> lines) {
        return new HttpHeadersImpl(lines.stream().map(line -> Map.entry(name, line)).toList());
    }

    private static boolean passes(List<String> lines) {
        return Outcome.of(() -> {
            Preconditions.checkWrite(with("If-Match", lines), ROW);
            return true;
        }).isPresent();
    }

    @Property
    void any_header_is_obeyed_or_refused(@ForAll("lines") List<String> lines) {
        passes(lines);
        for (String name : List.of("If-None-Match", "If-Modified-Since")) {
            Outcome.of(() -> Preconditions.isUnchanged(with(name, lines), ROW));
        }
    }

    @Provide
    static Arbitrary<List<String>> lines() {
        return HostileText.texts().list().ofMaxSize(3);
    }

    @Property
    void the_current_version_passes_wherever_it_stands_and_no_other_does(
            @ForAll @Size(min = 1, max = 5) List<@From("otherTags") String> tags,
            @ForAll int place) {
        assertFalse(passes(tags));
        assertFalse(passes(List.of(String.join(" , ", tags))));
        List<String> all = new ArrayList<>(tags);
        all.add(Math.floorMod(place, tags.size() + 1), "\"7\"");
        assertTrue(passes(all));
        assertTrue(passes(List.of(String.join(" , ", all))));
    }
}
