package murmur.model;

import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// How exact the factors of convolutions and matrix products are, and what passes between layers.
///
/// Mixed precision (Micikevicius et al., 2018): within a layer all is added up in float32, and weights and their
/// gradients, the statistics of normalisation, losses and optimisers are float32 always. Losses need no scaling, since
/// bfloat16 has the exponents of float32 (Kalamkar et al., 2019).
public enum Precision {
    /// 24 significant bits.
    FLOAT32,
    /// 8 significant bits, rounded to the nearest, to the even one of two.
    BFLOAT16;

    /// What configurations call it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is multiplied in place of `tensor`.
    Tensor factor(Tensor tensor) {
        return this == FLOAT32 ? tensor : tensor.to(ScalarType.BFloat16);
    }

    /// The same for images. Channels lie side by side then, as convolutions are fastest; of one-channel images libtorch
    /// would not know that they do.
    Tensor pixels(Tensor tensor) {
        return this == FLOAT32
                ? tensor
                : tensor.to(ScalarType.BFloat16, false, false, new MemoryFormatOptional(MemoryFormat.ChannelsLast));
    }

    /// What is added to products, anew at each pass.
    Supplier<TensorOptional> shift(TensorOptional bias) {
        return this == FLOAT32 || !bias.has_value() ? () -> bias : () -> new TensorOptional(factor(bias.get()));
    }

    /// Whether values came out of a layer of [#BFLOAT16].
    static boolean isRounded(Tensor values) {
        return values.scalar_type().intern() == ScalarType.BFloat16;
    }

    /// What leaves a network.
    static Tensor float32(Tensor output) {
        return isRounded(output) ? output.to(ScalarType.Float) : output;
    }
}
