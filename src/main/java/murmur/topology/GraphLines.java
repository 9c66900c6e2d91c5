package murmur.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;

/// The lines of a graph file, checked one by one while they become a graph.
final class GraphLines {
    private final String file;
    private final List<String> lines;

    /// Every directed pair met so far, with the number of its line.
    private final Map<Long, Integer> lineOfPair = new HashMap<>();

    GraphLines(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    Graph edges() {
        int nodes = nodes();
        GraphBuilder graph = Graph.builder(nodes);
        for (int number = 2; number <= lines.size(); number++) {
            String[] ends = words(number);
            if (ends.length != 2) {
                throw BadInput.must("an edge", "be two node numbers", quoted(number))
                        .at(place(number))
                        .cure(ends.length == 0 ? "remove the blank line" : "write one edge per line");
            }
            int node = node(ends[0], nodes, number);
            int neighbour = node(ends[1], nodes, number);
            note(node, neighbour, number);
            graph.edge(node, neighbour);
        }
        return graph.build();
    }

    Graph adjacency() {
        int nodes = nodes();
        if (lines.size() != nodes + 1) {
            throw BadInput.must("an adjacency file", "have one line per node (" + nodes + ")", lines.size() - 1)
                    .at(place(Math.min(lines.size(), nodes + 2)))
                    .cure("a node without neighbours is an empty line");
        }
        GraphBuilder graph = Graph.builder(nodes);
        for (int number = 2; number <= lines.size(); number++) {
            for (String word : words(number)) {
                int neighbour = node(word, nodes, number);
                note(number - 2, neighbour, number);
                graph.arc(number - 2, neighbour);
            }
        }
        checkSymmetry();
        return graph.build();
    }

    private int nodes() {
        if (lines.isEmpty() || words(1).length != 1) {
            throw BadInput.must(
                            "the first line", "be the number of nodes, alone", lines.isEmpty() ? "missing" : quoted(1))
                    .at(place(1));
        }
        int nodes = number(words(1)[0], "number of nodes", 1);
        try {
            Graph.checkNodes(nodes);
        } catch (BadInput wrong) {
            throw wrong.at(place(1));
        }
        return nodes;
    }

    private int node(String word, int nodes, int line) {
        int node = number(word, "node number", line);
        if (node < 0 || node >= nodes) {
            throw BadInput.must(
                            "node number", "be 0 … " + (nodes - 1) + " (the first line says " + nodes + " nodes)", node)
                    .at(place(line))
                    .cure("nodes are counted from 0");
        }
        return node;
    }

    private int number(String word, String what, int line) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw BadInput.must(what, "be a whole number", "'" + word + "'").at(place(line));
        }
    }

    private void note(int node, int neighbour, int line) {
        if (node == neighbour) {
            throw BadInput.must("the two ends of an edge", "differ", "a self loop of node " + node)
                    .at(place(line))
                    .cure("remove it: a node always keeps its own model");
        }
        Integer earlier = lineOfPair.putIfAbsent(HashSetOrder.pair(node, neighbour), line);
        if (earlier != null) {
            throw BadInput.must("an edge", "be given once per direction", "a duplicate edge " + node + " " + neighbour)
                    .at(place(line))
                    .cure(earlier == line ? "remove one of the two" : "it is on line " + earlier + " already");
        }
    }

    private void checkSymmetry() {
        lineOfPair.keySet().stream()
                .filter(pair -> !lineOfPair.containsKey(reversed(pair)))
                .min(Long::compare)
                .ifPresent(pair -> {
                    throw oneSided(HashSetOrder.first(pair), HashSetOrder.second(pair));
                });
    }

    private static long reversed(long pair) {
        return HashSetOrder.pair(HashSetOrder.second(pair), HashSetOrder.first(pair));
    }

    private BadInput oneSided(int node, int neighbour) {
        return BadInput.must(
                        "neighbours",
                        "name each other",
                        "one-sided: node " + node + " names " + neighbour + ", node " + neighbour + " does not name "
                                + node)
                .at(place(node + 2))
                .cure("add " + node + " to line " + (neighbour + 2)
                        + "; directed graphs are not supported in this version");
    }

    private String[] words(int number) {
        String line = lines.get(number - 1).strip();
        return line.isEmpty() ? new String[0] : line.split("\\s+");
    }

    private String quoted(int number) {
        String line = lines.get(number - 1);
        return line.isBlank() ? "blank" : "'" + line + "'";
    }

    private String place(int number) {
        return file + ":" + number;
    }
}
