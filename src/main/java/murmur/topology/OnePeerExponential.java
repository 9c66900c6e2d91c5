package murmur.topology;

import java.util.ArrayList;
import java.util.List;
import murmur.BadInput;

/// At every step each node has one single neighbour, the node whose number differs in one binary digit; the
/// digit moves on with each step. With weights ½ and ½, log₂ nodes steps in a row leave every node with the
/// exact mean.
///
/// The undirected form of the one-peer exponential graph (B. Ying and others, NeurIPS 2021), in which the peer
/// that sends to a node is also the one it sends to.
public final class OnePeerExponential implements Topology {
    private final int mixingSteps;
    private final List<Graph> cycle;

    /// @param nodes a power of two
    /// @param mixingSteps mixing steps in each iteration, as the digit moves on at every one of them
    public OnePeerExponential(int nodes, int mixingSteps) {
        BadInput.unless(nodes >= 2, "nodes of a one-peer exponential topology", "be at least 2", nodes);
        Graph.checkNodes(nodes);
        Hypercube.checkPowerOfTwo(nodes, "a one-peer exponential topology");
        BadInput.unless(mixingSteps >= 1, "mixing steps", "be at least 1", mixingSteps);
        this.mixingSteps = mixingSteps;
        List<Graph> graphs = new ArrayList<>();
        for (int digit = 1; digit < nodes; digit *= 2) {
            graphs.add(pairs(nodes, digit));
        }
        this.cycle = List.copyOf(graphs);
    }

    /// The nodes whose numbers differ by the bit `digit`, in pairs.
    static Graph pairs(int nodes, int digit) {
        GraphBuilder graph = Graph.builder(nodes);
        for (int node = 0; node < nodes; node++) {
            graph.arc(node, node ^ digit);
        }
        return graph.build();
    }

    @Override
    public Graph at(Step step) {
        long position = (long) step.iteration() * mixingSteps + step.mixing();
        return cycle.get((int) (position % cycle.size()));
    }
}
