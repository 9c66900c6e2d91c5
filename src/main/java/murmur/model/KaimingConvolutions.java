package murmur.model;

import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;

/// A network whose convolutions are drawn a second time, in state order, once all of it is initialised: normal with
/// variance 2 / (output channels · window), which keeps the scale of gradients (He et al., 2015).
public record KaimingConvolutions(Network network) implements Layer {
    private static final int CONVOLUTION_DIMENSIONS = 4;

    @Override
    public KaimingConvolutions withPrecision(Precision precision) {
        return new KaimingConvolutions(network.withPrecision(precision));
    }

    @Override
    public List<Entry> state() {
        return network.state();
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        network.initialize(values, offset, random);
        int start = offset;
        for (Entry entry : network.state()) {
            int end = start + entry.length();
            if (entry.shape().size() == CONVOLUTION_DIMENSIONS) {
                int fanOut = entry.length() / entry.shape().get(1);
                random.fillNormal(values, start, end, 0, Math.sqrt(2) / Math.sqrt(fanOut));
            }
            start = end;
        }
    }

    @Override
    public KaimingConvolutions changed(UnaryOperator<Layer> change) {
        return new KaimingConvolutions(network.changed(change));
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        return network.bind(state);
    }
}
