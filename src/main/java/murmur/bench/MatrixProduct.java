package murmur.bench;

import murmur.model.Libtorch;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Single-precision matrix products on one core: the fastest arithmetic the machine offers, and so the limit of
/// convolutions.
final class MatrixProduct {
    private static final int SIDE = 1024;
    private static final int REPEATS = 4;

    private final Tensor left;
    private final Tensor right;
    private final Tensor product;

    MatrixProduct() {
        Libtorch.load();
        left = torch.randn(SIDE, SIDE);
        right = torch.randn(SIDE, SIDE);
        product = torch.zeros(SIDE, SIDE);
    }

    /// The operations of one `run`: a multiplication and an addition per term.
    static double operations() {
        return 2.0 * SIDE * SIDE * SIDE * REPEATS;
    }

    Object run() {
        try (PointerScope scope = new PointerScope()) {
            for (int i = 0; i < REPEATS; i++) {
                torch.mm_out(product, left, right);
            }
            return scope;
        }
    }
}
