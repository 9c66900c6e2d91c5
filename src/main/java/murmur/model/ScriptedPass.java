package murmur.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import murmur.BadInput;
import murmur.math.VectorLayout.Content;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The forward pass of one worker's copy of a module.
///
/// A run is a function of its experiment, so whatever a module may remember between passes is put back: buffers are
/// written before each pass and read after those that train, and libtorch's one generator is seeded before a pass that
/// draws, by the model and the mini-batch themselves. Nor may the first passes differ from later ones by a rounding, so
/// that the optimiser of TorchScript, which first watches and then rewrites, is off.
final class ScriptedPass implements Layer.Forward {
    /// libtorch has one generator for all threads.
    private static final Object GENERATOR = new Object();

    private final String file;
    private final JitModule module;
    private final List<Tensor> state;
    private final List<Buffer> buffers = new ArrayList<>();
    private final boolean draws;

    /// The state of the module, and the tensors of the caller that hold it.
    record Bound(List<ModuleState.Slot> slots, List<Tensor> tensors) {}

    /// @param first whether `name` is the first of the tensor's names, under which its value is read
    private record Buffer(JitModule owner, String name, Tensor memory, boolean whole, boolean first) {
        void load() {
            owner.attr(name).toTensor().copy_(whole ? memory.round() : memory);
        }

        void store() {
            if (first) {
                memory.copy_(owner.attr(name).toTensor());
            }
        }
    }

    ScriptedPass(String file, JitModule module, Bound bound, boolean draws) {
        this.file = file;
        this.module = module;
        this.draws = draws;
        state = bound.tensors();
        for (int i = 0; i < state.size(); i++) {
            ModuleState.Slot slot = bound.slots().get(i);
            Tensor memory = state.get(i);
            if (slot.entry().content() == Content.PARAMETER) {
                slot.set(module, memory);
            } else {
                for (ModuleState.Place place : slot.places()) {
                    boolean first = place.equals(slot.places().getFirst());
                    buffers.add(new Buffer(place.owner(module), place.name(), memory, slot.whole(), first));
                }
            }
        }
    }

    @Override
    public Tensor apply(Tensor input, Mode mode) {
        torch.setGraphExecutorOptimize(false);
        buffers(Buffer::load);
        module.train(mode != Mode.EVALUATION);
        // Scripted modules may take views that only this order of memory allows.
        Tensor ordered = input.contiguous();
        Tensor output = draws && mode != Mode.EVALUATION ? seeded(ordered) : forward(ordered);
        if (mode == Mode.TRAINING) {
            buffers(Buffer::store);
        }
        return output;
    }

    private void buffers(Consumer<Buffer> each) {
        try (NoGradGuard guard = new NoGradGuard()) {
            buffers.forEach(each);
        }
    }

    private Tensor seeded(Tensor input) {
        CRC32 checksum = new CRC32();
        update(checksum, input);
        state.forEach(tensor -> update(checksum, tensor));
        synchronized (GENERATOR) {
            torch.getDefaultCPUGenerator().set_current_seed(checksum.getValue());
            return forward(input);
        }
    }

    private static void update(CRC32 checksum, Tensor floats) {
        BytePointer bytes = new BytePointer(floats.data_ptr()).capacity(Float.BYTES * floats.numel());
        checksum.update(bytes.asByteBuffer());
    }

    private Tensor forward(Tensor input) {
        try {
            IValue output = module.forward(new IValueVector(new IValue(input)));
            BadInput.unless(output.isTensor(), file + ": forward", "return one tensor", "something else");
            return new Tensor(output.toTensor());
        } catch (BadInput bad) {
            throw bad;
        } catch (RuntimeException failure) {
            throw BadInput.must(
                    file + ": forward",
                    "work for float32 inputs " + Arrays.toString(input.shape()),
                    "refused: " + TorchScript.reason(failure));
        }
    }
}
