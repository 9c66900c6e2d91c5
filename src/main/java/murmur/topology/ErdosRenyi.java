package murmur.topology;

import murmur.BadInput;
import murmur.random.PythonRandom;

/// Every two nodes are linked with the same probability, independently. The graph is given as drawn; with a probability
/// near ln(nodes) / nodes or below, it is often not connected.
public record ErdosRenyi(double probability) implements Generator {
    public ErdosRenyi {
        BadInput.unless(probability >= 0 && probability <= 1, "probability of an edge", "be 0 … 1", probability);
    }

    /// Draws how many pairs to pass over until the next edge, so that work grows with edges and not with pairs
    /// (V. Batagelj and U. Brandes, *Efficient generation of large random networks*, Physical Review E 71,
    /// 2005).
    @Override
    public Graph generate(int nodes, long seed) {
        if (probability == 1) {
            return new Complete().generate(nodes, seed);
        }
        GraphBuilder graph = Graph.builder(nodes);
        if (probability == 0) {
            return graph.build();
        }
        PythonRandom random = new PythonRandom(seed);
        double passOne = StrictMath.log1p(-probability);
        long pairs = (long) nodes * (nodes - 1) / 2;
        int higher = 1;
        long lower = -1;
        while (higher < nodes) {
            lower += 1 + Math.min(pairs, (long) (StrictMath.log1p(-random.random()) / passOne));
            while (higher < nodes && lower >= higher) {
                lower -= higher++;
            }
            if (higher < nodes) {
                graph.edge((int) lower, higher);
            }
        }
        return graph.build();
    }
}
