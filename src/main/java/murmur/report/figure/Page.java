package murmur.report.figure;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import murmur.report.study.Group;
import murmur.report.study.RunResults;
import murmur.report.study.Summary;
import org.jspecify.annotations.Nullable;

/// A report as one page of HTML that needs nothing beside it: figures are inside.
public final class Page {
    private static final String STYLE = """
            :root { --ink: #222; --soft: #667; --line: #dde2e7; --accent: #0072b2; }
            body { font: 16px/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; color: var(--ink);
                   margin: 2rem auto; max-width: 62rem; padding: 0 1.25rem; }
            h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
            p.lead, figcaption, .note { color: var(--soft); font-size: .92rem; }
            table { border-collapse: collapse; font-size: .92rem; }
            .wide { overflow-x: auto; }
            th, td { padding: .3rem .8rem .3rem 0; text-align: right; border-bottom: 1px solid var(--line);
                     font-variant-numeric: tabular-nums; vertical-align: top; }
            th { font-weight: 600; }
            th:first-child, td:first-child, th.text, td.text { text-align: left; }
            td small { display: block; color: var(--soft); white-space: nowrap; }
            figure { margin: 0 0 1.5rem; }
            figure img { max-width: 100%; height: auto; display: block; }
            figure h3 { font-size: 1rem; margin: 0 0 .4rem; }
            a { color: var(--accent); }
            .warn { border-left: 4px solid #d55e00; padding: .4rem .8rem; background: #fff6ef; }
            details summary { cursor: pointer; color: var(--accent); font-size: .92rem; }
            """;

    private final Report report;

    public Page(Report report) {
        this.report = report;
    }

    public byte[] html() {
        StringBuilder out = new StringBuilder();
        String title = title();
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE);
        out.append("</style>\n</head>\n<body>\n<h1>").append(escaped(title)).append("</h1>\n");
        lead(out);
        warnings(out);
        overview(out);
        out.append("<h2>Figures</h2>\n");
        report.charts().forEach(chart -> figure(out, chart));
        runs(out);
        out.append("</body>\n</html>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String title() {
        List<String> names = report.study().groups().stream()
                .flatMap(group -> group.runs().stream())
                .map(RunResults::name)
                .toList();
        return names.size() == 1 ? names.getFirst() : names.size() + " runs compared";
    }

    private void lead(StringBuilder out) {
        String shared = report.shared().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(" · "));
        out.append("<p class=\"lead\">").append(escaped(shared)).append("</p>\n");
        if (!report.study().varied().isEmpty()) {
            out.append("<p class=\"lead\">The runs differ in: ");
            out.append(escaped(String.join(", ", report.study().varied()))).append(".</p>\n");
        }
    }

    private void warnings(StringBuilder out) {
        report.warnings()
                .forEach(warning -> out.append("<p class=\"warn\">")
                        .append(escaped(warning))
                        .append("</p>\n"));
    }

    /// A column of the overview.
    ///
    /// @param quantity its name in the result files
    /// @param unit what values are divided by
    private record Column(String quantity, String header, double unit, String digits) {
        String cell(@Nullable Summary summary) {
            return summary == null
                    ? "–"
                    : String.format(
                            Locale.ROOT,
                            digits + "<small>" + digits + " … " + digits + "</small>",
                            summary.mean() / unit,
                            summary.min() / unit,
                            summary.max() / unit);
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("test_acc", "test accuracy (%)", 1, "%.1f"),
            new Column("test_loss", "test loss", 1, "%.3f"),
            new Column("total_bytes", "sent per node (MB)", 1e6, "%.1f"),
            new Column("threshold roc_auc", "threshold AUC", 1, "%.3f"),
            new Column("classifier roc_auc", "classifier AUC", 1, "%.3f"),
            new Column("lira roc_auc", "LiRA AUC", 1, "%.3f"),
            new Column("rmia roc_auc", "RMIA AUC", 1, "%.3f"),
            new Column("linkability linkability_top1", "linked", 1, "%.2f"));

    private void overview(StringBuilder out) {
        List<SequencedMap<String, Summary>> last =
                report.study().groups().stream().map(Report::last).toList();
        List<Column> shown = COLUMNS.stream()
                .filter(column -> last.stream().anyMatch(numbers -> numbers.containsKey(column.quantity())))
                .toList();
        out.append("<h2>At the end</h2>\n<div class=\"wide\">\n<table>\n<tr><th>experiment</th><th>runs</th>");
        shown.forEach(
                column -> out.append("<th>").append(escaped(column.header())).append("</th>"));
        out.append("</tr>\n");
        for (int k = 0; k < last.size(); k++) {
            Group group = report.study().groups().get(k);
            SequencedMap<String, Summary> numbers = last.get(k);
            out.append("<tr><td>").append(escaped(group.label())).append("</td><td>");
            out.append(group.runs().size()).append("</td>");
            shown.forEach(column -> out.append("<td>")
                    .append(column.cell(numbers.get(column.quantity())))
                    .append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</table>\n</div>\n<p class=\"note\">Means over nodes at the last evaluation; below the"
                + " smallest and the largest value of a node.</p>\n");
    }

    private static void figure(StringBuilder out, Chart chart) {
        out.append("<figure id=\"").append(chart.name()).append("\">\n<h3>").append(escaped(chart.title()));
        out.append("</h3>\n<img alt=\"").append(escaped(chart.title())).append("\" src=\"data:image/svg+xml;base64,");
        out.append(Base64.getEncoder().encodeToString(chart.svg())).append("\">\n<figcaption>");
        out.append(escaped(chart.caption())).append(" Files: ");
        out.append(List.of("svg", "pdf", "csv").stream()
                .map(ending -> "<a href=\"" + chart.name() + "." + ending + "\">" + ending + "</a>")
                .collect(Collectors.joining(", ")));
        out.append("</figcaption>\n</figure>\n");
    }

    private void runs(StringBuilder out) {
        out.append("<h2>Runs</h2>\n<div class=\"wide\">\n<table>\n");
        out.append("<tr><th>run</th><th class=\"text\">experiment</th><th>seed</th><th>evaluations</th></tr>\n");
        for (Group group : report.study().groups()) {
            for (RunResults run : group.runs()) {
                out.append("<tr><td>").append(escaped(run.name())).append("</td><td class=\"text\">");
                out.append(escaped(group.label()))
                        .append("</td><td>")
                        .append(escaped(run.attributes().seed()));
                out.append("</td><td>").append(run.measurements().size()).append("</td></tr>\n");
            }
        }
        out.append("</table>\n</div>\n<p class=\"note\">All numbers: <a href=\"aggregates.csv\">");
        out.append("aggregates.csv</a>.</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
