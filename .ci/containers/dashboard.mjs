// Writes what the dashboard asks Prometheus as recording rules, which promtool can check.
import { readFileSync } from "node:fs";

const { panels } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const expressions = panels.flatMap((panel) => panel.targets ?? []).map((target) => target.expr);
const rules = expressions.map((expression, i) => ({
  record: `asked:${i}`,
  expr: expression.replaceAll("$__rate_interval", "1m").replaceAll("$instance", ".*"),
}));
console.log(JSON.stringify({ groups: [{ name: "dashboard", rules }] }));
