package murmur.mixing;

/// w = 1/(d + 1): the plain mean of what arrived and the node's own model. Doubly stochastic on regular graphs only.
public record UniformMixing() implements Mixing {
    @Override
    public double weight(int ownDegree, int neighbourDegree) {
        return 1.0 / (ownDegree + 1);
    }
}
