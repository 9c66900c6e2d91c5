package murmur.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import murmur.random.TorchRandom;

/// One pass over a node's samples in mini-batches, as PyTorch's `DataLoader` makes it: a pass draws one 63-bit number
/// that goes unused and, when it shuffles, a second one that seeds the permutation. The last batch may be smaller.
public final class MiniBatches {
    private final int[] order;
    private final int size;
    private int next;

    private MiniBatches(int[] order, int size) {
        this.order = order;
        this.size = size;
    }

    public static MiniBatches inOrder(int samples, int size, TorchRandom random) {
        random.next63();
        return new MiniBatches(IntStream.range(0, samples).toArray(), size);
    }

    public static MiniBatches shuffled(int samples, int size, TorchRandom random) {
        random.next63();
        return new MiniBatches(TorchRandom.permutation(random.next63(), samples), size);
    }

    /// The same without a last mini-batch that is smaller than the others.
    MiniBatches whole() {
        return new MiniBatches(Arrays.copyOf(order, order.length - order.length % size), size);
    }

    /// The samples of all mini-batches, in their order.
    int[] all() {
        return order.clone();
    }

    public boolean hasNext() {
        return next < order.length;
    }

    public int[] next() {
        int[] batch = Arrays.copyOfRange(order, next, Math.min(next + size, order.length));
        next += batch.length;
        return batch;
    }
}
