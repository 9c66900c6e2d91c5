package murmur.model;

import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// A flat float32 vector in the memory of a device, which arrays are copied into and out of. Where that is not main
/// memory, they pass through a copy there. Its native memory lives as long as this object; for one thread at a time.
public final class DeviceVector {
    private final Tensor tensor;
    private final Tensor staged;
    private final FloatBuffer data;
    private final boolean apart;

    DeviceVector(Device device, int length) {
        apart = device.apart();
        tensor = device.zeros(length);
        staged = apart ? Device.CPU.zeros(length) : tensor;
        // What is empty has no address.
        data = length == 0
                ? FloatBuffer.allocate(0)
                : new FloatPointer(staged.data_ptr()).capacity(length).asBuffer();
    }

    /// The vector itself, to compute with.
    public Tensor tensor() {
        return tensor;
    }

    /// Has `writing` put values into the buffer, all of them.
    public void write(Consumer<FloatBuffer> writing) {
        writing.accept(data.clear());
        if (apart) {
            copy(staged, tensor);
        }
    }

    /// Has `reading` get values from the buffer.
    public void read(Consumer<FloatBuffer> reading) {
        if (apart) {
            copy(tensor, staged);
        }
        reading.accept(data.clear());
    }

    private static void copy(Tensor from, Tensor to) {
        try (PointerScope scope = new PointerScope()) {
            to.copy_(from);
        }
    }
}
