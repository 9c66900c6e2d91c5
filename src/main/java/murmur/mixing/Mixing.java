package murmur.mixing;

import java.util.List;
import java.util.function.Supplier;
import murmur.math.ParameterVector;
import murmur.math.WeightedSum;

/// What a node does with what arrives: a weighted mean, x ← Σⱼ wⱼ·xⱼ + (1 − Σⱼ wⱼ)·x.
public interface Mixing {
    /// The weight a node with `ownDegree` neighbours gives to a neighbour with `neighbourDegree`.
    double weight(int ownDegree, int neighbourDegree);

    /// The mean of what was received, in that order, and the node's own model, last. The number of models
    /// received counts as the node's degree; a node that received nothing keeps its model.
    default ParameterVector mix(Supplier<ParameterVector> own, List<Received> received) {
        if (received.isEmpty()) {
            return own.get();
        }
        WeightedSum sum = new WeightedSum();
        double total = 0;
        for (Received model : received) {
            double weight = weight(received.size(), model.degree());
            sum.add(model.model().get(), weight);
            total += weight;
        }
        return sum.add(own.get(), 1 - total).toVector();
    }
}
