package murmur.bench;

import murmur.model.Libtorch;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// x ← x + w·y on one core, for vectors that no cache holds: how fast the machine's memory is for what mixing does.
final class Memory {
    private static final int VALUES = 1 << 26;
    /// Two values are read and one is written.
    static final int ACCESSES = 3;

    private final Tensor sum;
    private final Tensor term;

    Memory() {
        Libtorch.load();
        sum = torch.zeros(VALUES);
        term = torch.ones(VALUES);
    }

    /// What one `run` reads and writes.
    static double bytes() {
        return (double) ACCESSES * Float.BYTES * VALUES;
    }

    Object run() {
        try (PointerScope scope = new PointerScope()) {
            sum.add_(term, new Scalar(0.5));
            return scope;
        }
    }
}
