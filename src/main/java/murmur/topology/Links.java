package murmur.topology;

/// Who sends to whom at one step. In a [Graph] those are the same nodes both ways, in [Arrows] they need not be.
public sealed interface Links permits Graph, Arrows {
    int nodes();

    /// The nodes `node` sends to, in their order; the caller may keep and change the array.
    int[] receivers(int node);

    /// The nodes that send to `node`, in the order in which what they sent is added up; the caller may keep and change
    /// the array.
    int[] senders(int node);

    /// How many nodes `node` sends to.
    int receiverCount(int node);

    /// How many nodes send to `node`.
    int senderCount(int node);
}
