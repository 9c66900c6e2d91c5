package murmur.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import murmur.BadInput;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// Where libtorch computes. Nothing else knows of its devices: values of a model, mini-batches and labels are brought
/// there, and what was computed is brought back, by this type and [DeviceVector] alone.
///
/// Written without a graphics card at hand, and never run on one. What is tested is the way there and back, by a CPU
/// that is treated as if it had a memory of its own, and by libtorch's device `meta`, which has shapes but no values.
///
/// @param word libtorch's name for it
/// @param apart whether it has a memory of its own, to which values must be copied
public record Device(String word, boolean apart) {
    /// Computes where the values are.
    public static final Device CPU = new Device("cpu", false);

    private static final Pattern CUDA = Pattern.compile("cuda(?::(0|[1-9][0-9]{0,3}))?");

    /// What a build with the profile `cuda` has on its class path, and others have not.
    private static final String CUDA_LIBRARY = "/org/bytedeco/pytorch/linux-x86_64-gpu/libtorch_cuda.so";

    /// From `cpu`, `cuda` or `cuda:N`; nothing for any other text.
    public static Optional<Device> parse(String text) {
        if (text.equals(CPU.word())) {
            return Optional.of(CPU);
        }
        return CUDA.matcher(text).matches() ? Optional.of(new Device(text, true)) : Optional.empty();
    }

    /// Devices of one kind give the same results; which of them it is, is a matter of the machine.
    public String kind() {
        return word.replaceFirst(":.*", "");
    }

    /// To be called once, before anything starts.
    ///
    /// @throws BadInput if this machine has no such device
    public void prepare() {
        if (!CUDA.matcher(word).matches()) {
            return;
        }
        Libtorch.load();
        int count = Context.hasCUDART() ? torch.cuda_device_count() : 0;
        if (!word.equals(kind()) && count > 0 && index() >= count) {
            throw missing(count == 1 ? "it has cuda:0 alone" : "it has cuda:0 … cuda:" + (count - 1));
        }
        if (count == 0) {
            throw missing(reason());
        }
        // So that float32 is float32: convolutions would be of 11 significant bits, and sums in any order, for speed.
        Context context = torch.globalContext();
        context.setAllowTF32CuDNN(false);
        context.setAllowTF32CuBLAS(false);
        context.setDeterministicCuDNN(true);
    }

    private int index() {
        return Integer.parseInt(word.substring(word.indexOf(':') + 1));
    }

    private BadInput missing(String reason) {
        return BadInput.must("device", "be one that this machine has", word).cure(reason);
    }

    private static String reason() {
        if (Context.hasCUDART()) {
            return "libtorch finds no graphics card: see whether nvidia-smi does, and what CUDA_VISIBLE_DEVICES says";
        }
        return Device.class.getResource(CUDA_LIBRARY) == null
                ? "the program's libtorch is built without CUDA: build with MURMUR_MAVEN_OPTIONS=-Pcuda ./murmur"
                        + " --version, on a machine with a graphics card; or leave the key out"
                : "libtorch's part for CUDA cannot be loaded: CUDA 13, cuDNN 9 and NCCL 2 must be installed in"
                        + " /usr/local/cuda or named by LD_LIBRARY_PATH; or leave the key out";
    }

    /// A vector of zeros there.
    public DeviceVector vector(int length) {
        return new DeviceVector(this, length);
    }

    Tensor zeros(long length) {
        return torch.zeros(new long[] {length}, new TensorOptions().device(new DeviceOptional(libtorch())));
    }

    /// The same values there, in the same order of memory.
    public Tensor put(Tensor values) {
        return apart ? copy(values, this) : values;
    }

    /// The same values in main memory, one after the other.
    public Tensor fetch(Tensor values) {
        Tensor ordered = values.contiguous();
        return apart ? copy(ordered, CPU) : ordered;
    }

    private static Tensor copy(Tensor values, Device to) {
        return values.to(to.libtorch(), values.scalar_type(), false, true, new MemoryFormatOptional());
    }

    /// Whether the kernels of the CPU compute with these values, with their peculiarities.
    static boolean isOfCpu(Tensor values) {
        return values.is_cpu();
    }

    /// Reads a module of TorchScript, which otherwise would go where it was saved from.
    static JitModule moduleOnCpu(Path file) {
        return torch.load(file.toString(), new DeviceOptional(CPU.libtorch()), true);
    }

    private org.bytedeco.pytorch.Device libtorch() {
        return new org.bytedeco.pytorch.Device(word);
    }
}
