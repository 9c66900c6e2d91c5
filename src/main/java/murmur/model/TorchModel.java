package murmur.model;

import java.util.ArrayList;
import java.util.List;
import murmur.math.ParameterVector;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A network in libtorch's memory, into which the values of one node after the other are loaded. Values and gradient
/// are
/// one flat tensor each, of which the layers see views: loading, storing and an optimiser's step are single operations.
/// For one thread at a time. Its native memory lives as long as this object.
public final class TorchModel {
    private final Tensor values;
    private final Tensor gradient;
    private final FloatPointer valueData;
    private final int length;
    private final Layer.Forward forward;

    public TorchModel(Network network) {
        if (PointerScope.getInnerScope() != null) {
            throw new IllegalStateException(
                    "a model must be made outside any pointer scope, which would end its memory");
        }
        length = network.length();
        values = torch.zeros(length);
        gradient = torch.zeros(length);
        valueData = new FloatPointer(values.data_ptr());
        forward = network.bind(views(network.state()).iterator());
    }

    private List<Tensor> views(List<Entry> state) {
        List<Tensor> views = new ArrayList<>();
        long offset = 0;
        for (Entry entry : state) {
            views.add(view(entry, offset));
            offset += entry.length();
        }
        return views;
    }

    private Tensor view(Entry entry, long offset) {
        long[] shape = entry.dimensions();
        Tensor view = values.narrow(0, offset, entry.length()).view(shape).detach();
        view.requires_grad_(true);
        // libtorch adds to a gradient that is there, so this one stays a view of the flat one.
        view.mutable_grad().put(gradient.narrow(0, offset, entry.length()).view(shape));
        return view;
    }

    public int length() {
        return length;
    }

    public void load(ParameterVector vector) {
        valueData.put(vector.toArray());
    }

    public ParameterVector store() {
        float[] copy = new float[length];
        valueData.get(copy);
        return ParameterVector.owning(copy);
    }

    /// The network's output, n×outputs, for an input of n samples.
    public Tensor forward(Tensor input) {
        return forward.apply(input);
    }

    /// ∂`loss`/∂values into `gradient()`, replacing what was there.
    public void differentiate(Tensor loss) {
        gradient.zero_();
        loss.backward();
    }

    /// All values, flat; an optimiser changes them in place.
    public Tensor values() {
        return values;
    }

    /// The gradient of the last `differentiate`, flat, in the order of `values()`.
    public Tensor gradient() {
        return gradient;
    }
}
