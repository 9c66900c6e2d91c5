package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Devices without which what is written for graphics cards could not be tested where there is none.
public final class Devices {
    /// The CPU, as if values had to be copied to it and back.
    public static final Device DISTANT_CPU = new Device("cpu", true);

    /// Has shapes but no values. Many operations refuse to combine its tensors with those of the CPU; it lacks
    /// convolutions, batch normalisation and embeddings.
    public static final Device META = new Device("meta", true);

    private Devices() {}

    /// Lets through nothing of the CPU, and makes the rest n×`shape`.
    public record Border(List<Integer> shape) implements Layer {
        @Override
        public Forward bind(Iterator<Tensor> state) {
            return (input, mode) -> {
                assertThat(Device.isOfCpu(input)).isFalse();
                return input.flatten(1, -1)
                        .unflatten(1, shape.stream().mapToLong(side -> side).toArray());
            };
        }
    }
}
