package murmur.topology;

import java.util.Arrays;

/// The connected components of a graph, numbered in the order of their smallest node.
final class Components {
    /// More node numbers than this do not help in a warning.
    private static final int MOST_SHOWN = 10;

    private final int[] componentOf;
    private final int count;

    Components(Graph graph) {
        componentOf = new int[graph.nodes()];
        Arrays.fill(componentOf, -1);
        int[] waiting = new int[graph.nodes()];
        int found = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            if (componentOf[node] < 0) {
                spread(graph, node, found++, waiting);
            }
        }
        count = found;
    }

    private void spread(Graph graph, int start, int component, int[] waiting) {
        int end = 0;
        waiting[end++] = start;
        componentOf[start] = component;
        for (int next = 0; next < end; next++) {
            for (int neighbour : graph.neighbours(waiting[next])) {
                if (componentOf[neighbour] < 0) {
                    componentOf[neighbour] = component;
                    waiting[end++] = neighbour;
                }
            }
        }
    }

    int count() {
        return count;
    }

    /// One node of each component, with as few neighbours as any other there; the first of several.
    int[] nodesOfFewestNeighbours(Graph graph) {
        int[] chosen = new int[count];
        Arrays.fill(chosen, -1);
        for (int node = 0; node < componentOf.length; node++) {
            int known = chosen[componentOf[node]];
            if (known < 0 || graph.degree(node) < graph.degree(known)) {
                chosen[componentOf[node]] = node;
            }
        }
        return chosen;
    }

    @Override
    public String toString() {
        if (count == 1) {
            return "connected";
        }
        int[] sizes = new int[count];
        for (int component : componentOf) {
            sizes[component]++;
        }
        int smallest = 0;
        for (int component = 1; component < count; component++) {
            smallest = sizes[component] < sizes[smallest] ? component : smallest;
        }
        return count + " components, the smallest has nodes " + nodesOf(smallest, sizes[smallest]);
    }

    private String nodesOf(int component, int size) {
        StringBuilder list = new StringBuilder("[");
        int shown = 0;
        for (int node = 0; node < componentOf.length && shown < MOST_SHOWN; node++) {
            if (componentOf[node] == component) {
                list.append(shown++ == 0 ? "" : ", ").append(node);
            }
        }
        return list.append(size > shown ? ", … (" + size + " in all)]" : "]").toString();
    }
}
