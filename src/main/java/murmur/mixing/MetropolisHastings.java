package murmur.mixing;

/// w = 1/(max(dᵢ, dⱼ) + 1) (Xiao and Boyd, 2004): symmetric and doubly stochastic on any graph, from the degrees of the
/// two ends alone.
public record MetropolisHastings() implements Mixing {
    @Override
    public double weight(int ownDegree, int neighbourDegree) {
        return 1.0 / (Math.max(ownDegree, neighbourDegree) + 1);
    }
}
