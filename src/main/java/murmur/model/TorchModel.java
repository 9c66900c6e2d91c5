package murmur.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.math.VectorLayout.Content;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// A network in libtorch's memory, on one device, into which the values of one node after the other are loaded.
/// Parameters and their gradient are one flat tensor each, of which the layers see views: loading, storing and an
/// optimiser's step are single operations. Buffers lie behind the parameters, wherever they stand in a vector, so that
/// no optimiser sees them. For one thread at a time. Its native memory lives as long as this object.
public final class TorchModel {
    private final VectorLayout layout;
    private final DeviceVector memory;
    private final Tensor values;
    private final Tensor gradient;
    private final Layer.Forward forward;

    /// On the CPU.
    public TorchModel(Network network) {
        this(network, Device.CPU);
    }

    public TorchModel(Network network, Device device) {
        if (PointerScope.getInnerScope() != null) {
            throw new IllegalStateException(
                    "a model must be made outside any pointer scope, which would end its memory");
        }
        Libtorch.load();
        layout = network.layout();
        memory = device.vector(layout.length());
        values = memory.tensor().narrow(0, 0, layout.parameters());
        gradient = device.zeros(layout.parameters());
        forward = network.bind(views(network.state()).iterator());
    }

    private List<Tensor> views(List<Entry> state) {
        List<Tensor> views = new ArrayList<>();
        int parameters = 0;
        int buffers = layout.parameters();
        for (Entry entry : state) {
            if (entry.content() == Content.PARAMETER) {
                views.add(parameter(entry, parameters));
                parameters += entry.length();
            } else {
                // Updates of one buffer must not look to autograd like changes of all that shares its memory.
                views.add(view(memory.tensor(), entry, buffers).variable_data());
                buffers += entry.length();
            }
        }
        return views;
    }

    private Tensor parameter(Entry entry, long offset) {
        Tensor view = view(memory.tensor(), entry, offset).detach();
        view.requires_grad_(true);
        // libtorch adds to a gradient that is there, so this one stays a view of the flat one.
        view.mutable_grad().put(view(gradient, entry, offset));
        return view;
    }

    private static Tensor view(Tensor flat, Entry entry, long offset) {
        return flat.narrow(0, offset, entry.length()).view(entry.dimensions());
    }

    /// The number of learned values, which is the length of `values()` and of `gradient()`.
    public int parameters() {
        return layout.parameters();
    }

    public void load(ParameterVector vector) {
        memory.write(data -> copy(data, (start, length) -> vector.copyTo(data, start, length)));
    }

    public ParameterVector store() {
        float[] vector = new float[layout.length()];
        memory.read(data -> copy(data, (start, length) -> data.get(vector, start, length)));
        return ParameterVector.owning(vector);
    }

    /// One direction of copying between a part of a vector and where the buffer stands.
    @FunctionalInterface
    private interface Copy {
        void run(int start, int length);
    }

    private void copy(FloatBuffer data, Copy copy) {
        int parameters = 0;
        int buffers = layout.parameters();
        for (VectorLayout.Run run : layout.runs()) {
            boolean learned = run.content() == Content.PARAMETER;
            data.position(learned ? parameters : buffers);
            copy.run(run.start(), run.length());
            parameters += learned ? run.length() : 0;
            buffers += learned ? 0 : run.length();
        }
    }

    /// The network's output, n×outputs, for an input of n samples.
    public Tensor forward(Tensor input, Mode mode) {
        return Precision.float32(forward.apply(input, mode));
    }

    /// ∂`loss`/∂values into `gradient()`, replacing what was there.
    public void differentiate(Tensor loss) {
        gradient.zero_();
        loss.backward();
    }

    /// All parameters, flat; an optimiser changes them in place.
    public Tensor values() {
        return values;
    }

    /// The gradient of the last `differentiate`, flat, in the order of `values()`.
    public Tensor gradient() {
        return gradient;
    }
}
