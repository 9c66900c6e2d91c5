package murmur.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import murmur.BadInput;
import murmur.math.VectorLayout.Content;
import murmur.random.TorchRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A module of TorchScript as a layer. Its state are its parameters and buffers in the order of PyTorch's `state_dict`,
/// of which a parameter without gradient is a buffer; a tensor that has two names stands once, under the first.
///
/// Whole numbers among the buffers, like all of the state, are float32 in the vector and rounded on their way
/// back. Only single ones are counters: the fractions of others are rounding errors of a mean, not to be cut
/// off.
final class ScriptedLayer implements Layer {
    private final String file;
    private final JitModule module;
    private final List<ModuleState.Slot> slots;
    private final boolean draws;

    /// @param file what messages call the module
    ScriptedLayer(String file, JitModule module) {
        this(file, module, ModuleState.of(file, module), false);
        if (slots.isEmpty()) {
            throw BadInput.must(file, "have parameters to learn", "without any")
                    .cure("if it was frozen, save it before torch.jit.freeze");
        }
        if (state().stream().noneMatch(entry -> entry.content() == Content.PARAMETER)) {
            throw BadInput.must(file + ": some parameter", "have a gradient", "none, in " + slots.size() + " tensors")
                    .cure("set requires_grad of what is to be learned before torch.jit.script; if the module was"
                            + " frozen, save it before torch.jit.freeze");
        }
    }

    private ScriptedLayer(String file, JitModule module, List<ModuleState.Slot> slots, boolean draws) {
        this.file = file;
        this.module = module;
        this.slots = slots;
        this.draws = draws;
    }

    /// The same for a module that draws random numbers while training, for dropout say.
    ScriptedLayer drawing() {
        return new ScriptedLayer(file, module, slots, true);
    }

    static Tensor randomState() {
        return torch.getDefaultCPUGenerator().get_state();
    }

    @Override
    public List<Entry> state() {
        return slots.stream().map(ModuleState.Slot::entry).toList();
    }

    /// Modules may contain layers in which samples depend on each other, and no buffer that would show it.
    @Override
    public boolean mixesSamples() {
        return true;
    }

    /// Those in the file; nothing is drawn.
    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        int start = offset;
        for (ModuleState.Slot slot : slots) {
            Tensor value = slot.value(module).detach().to(ScalarType.Float).contiguous();
            new FloatPointer(value.data_ptr()).get(values, start, slot.entry().length());
            start += slot.entry().length();
        }
    }

    /// A copy of the module for each caller, with the given tensors for parameters.
    @Override
    public Forward bind(Iterator<Tensor> state) {
        List<Tensor> tensors = new ArrayList<>();
        slots.forEach(slot -> tensors.add(state.next()));
        return new ScriptedPass(file, copy(), new ScriptedPass.Bound(slots, tensors), draws);
    }

    private JitModule copy() {
        synchronized (module) {
            try (NoGradGuard guard = new NoGradGuard()) {
                return module.deepcopy();
            }
        }
    }
}
