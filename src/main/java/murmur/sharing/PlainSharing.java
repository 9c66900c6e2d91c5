package murmur.sharing;

/// The model as it is, to everybody: D-PSGD (Lian et al., 2017).
public record PlainSharing() implements Sharing {
    @Override
    public Sharer forNode(int node, long room) {
        return new Forgetful((own, audience) -> Shares.same(own));
    }
}
