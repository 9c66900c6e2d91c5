package murmur.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import murmur.BadInput;
import murmur.data.LabelCounts;
import murmur.report.picture.GraphPicture;
import murmur.report.picture.LabelPicture;
import murmur.report.picture.Picture;
import murmur.report.study.Group;
import murmur.report.study.RunResults;
import murmur.report.study.Study;
import murmur.topology.Graph;

/// What the runs of a study were made of: graphs, and who held what. What several groups have in common is shown once.
final class RunCharts {
    private final Study study;

    RunCharts(Study study) {
        this.study = study;
    }

    List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        Set<Graph> graphs = new LinkedHashSet<>();
        Set<LabelCounts> labels = new LinkedHashSet<>();
        for (Group group : study.groups()) {
            RunResults run = group.runs().getFirst();
            run.setup()
                    .graph()
                    .filter(graphs::add)
                    .flatMap(graph -> chart(graph, graphs.size()))
                    .ifPresent(charts::add);
            run.setup()
                    .labels()
                    .filter(labels::add)
                    .flatMap(counts -> chart(counts, labels.size()))
                    .ifPresent(charts::add);
        }
        return charts;
    }

    private static Optional<Chart> chart(Graph graph, int number) {
        try {
            return Optional.of(new Drawn(
                    "graph_" + number,
                    "The graph",
                    "Nodes are as far apart as along the edges, as well as that goes.",
                    new GraphPicture(graph, "graph"),
                    edges(graph)));
        } catch (BadInput tooLarge) {
            return Optional.empty();
        }
    }

    private static String edges(Graph graph) {
        StringBuilder out = new StringBuilder("node,neighbour\n");
        for (int node = 0; node < graph.nodes(); node++) {
            for (int neighbour : graph.neighbours(node)) {
                out.append(node).append(',').append(neighbour).append('\n');
            }
        }
        return out.toString();
    }

    private static Optional<Chart> chart(LabelCounts counts, int number) {
        try {
            String title = counts.nodes() + " nodes, " + counts.classes() + " classes";
            return Optional.of(new Drawn(
                    "labels_" + number,
                    "Who holds what",
                    "Samples of every class at every node.",
                    new LabelPicture(counts, title),
                    table(counts)));
        } catch (BadInput tooLarge) {
            return Optional.empty();
        }
    }

    private static String table(LabelCounts counts) {
        StringBuilder out = new StringBuilder("node,class,samples\n");
        for (int node = 0; node < counts.nodes(); node++) {
            for (int label = 0; label < counts.classes(); label++) {
                out.append(node).append(',').append(label).append(',');
                out.append(counts.count(node, label)).append('\n');
            }
        }
        return out.toString();
    }

    /// A picture as a figure.
    private record Drawn(String name, String title, String caption, Picture picture, String csv) implements Chart {
        @Override
        public byte[] svg() {
            return picture.svg();
        }

        @Override
        public byte[] pdf() {
            return picture.pdf();
        }
    }
}
