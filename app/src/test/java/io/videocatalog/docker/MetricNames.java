package io.videocatalog.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The metrics that dashboard and alerts ask for. */
final class MetricNames {

    private static final Pattern SELECTOR = Pattern.compile("([a-z_0-9]+)\\{([^}]*)}");
    private static final Pattern EQUALITY = Pattern.compile("(\\w+)=(\"[^\"]*\")");

    private MetricNames() {
    }

    /** Selections that no line of the metrics satisfies. */
    static List<String> missingIn(String metrics) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String expression : expressions()) {
            for (MatchResult selector : SELECTOR.matcher(expression).results().toList()) {
                if (!selector.group(1).equals("up") && metrics.lines().noneMatch(line -> satisfies(line, selector))) {
                    missing.add(selector.group());
                }
            }
        }
        return missing;
    }

    /** All that is asked of Prometheus. */
    static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : DockerFolder.json("grafana/dashboards/video-catalog.json").path("panels")) {
            panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
        }
        DockerFolder.yaml("alerts.yml").at("/groups/0/rules").forEach(rule -> expressions.add(rule.path("expr").asText()));
        return expressions;
    }

    // Job and instance are Prometheus' own.
    private static boolean satisfies(String line, MatchResult selector) {
        return line.matches(Pattern.quote(selector.group(1)) + "[{ ].*") && EQUALITY.matcher(selector.group(2)).results()
                .filter(label -> !label.group(1).equals("job")).allMatch(label -> line.contains(label.group()));
    }
}
