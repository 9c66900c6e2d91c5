package murmur.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;
import murmur.math.VectorLayout.Content;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NamedJitModule;
import org.bytedeco.pytorch.NamedTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.named_buffer_iterator;
import org.bytedeco.pytorch.named_buffer_list;
import org.bytedeco.pytorch.named_module_iterator;
import org.bytedeco.pytorch.named_module_list;
import org.bytedeco.pytorch.named_parameter_iterator;
import org.bytedeco.pytorch.named_parameter_list;

/// Reads which tensors make up a module of TorchScript: of each module its parameters, its buffers, and then
/// those of the modules in it, which is the order of PyTorch's `state_dict`.
final class ModuleState {
    private final String file;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Long, Integer> seen = new HashMap<>();

    private ModuleState(String file) {
        this.file = file;
    }

    /// Where a tensor is kept: in which modules within modules, under which name.
    record Place(List<String> modules, String name) {
        String path() {
            return modules.isEmpty() ? name : String.join(".", modules) + "." + name;
        }

        JitModule owner(JitModule root) {
            JitModule owner = root;
            for (String child : modules) {
                owner = new JitModule(owner.attr(child).toObject());
            }
            return owner;
        }
    }

    /// One tensor of the state.
    ///
    /// @param places all names it has
    /// @param whole whether it holds whole numbers
    record Slot(Entry entry, List<Place> places, boolean whole) {
        Tensor value(JitModule root) {
            Place first = places.getFirst();
            return new Tensor(first.owner(root).attr(first.name()).toTensor());
        }

        void set(JitModule root, Tensor value) {
            for (Place place : places) {
                place.owner(root).setattr(place.name(), new IValue(value));
            }
        }
    }

    static List<Slot> of(String file, JitModule module) {
        ModuleState state = new ModuleState(file);
        state.read(module, List.of());
        return List.copyOf(state.slots);
    }

    private void read(JitModule module, List<String> path) {
        named_parameter_list parameters = module.named_parameters(false);
        named_parameter_iterator parameter = parameters.begin();
        for (long left = parameters.size(); left > 0; left--, parameter.increment()) {
            NamedTensor named = parameter.multiply();
            add(new Place(path, named.name().getString()), named.value(), true);
        }
        named_buffer_list buffers = module.named_buffers(false);
        named_buffer_iterator buffer = buffers.begin();
        for (long left = buffers.size(); left > 0; left--, buffer.increment()) {
            NamedTensor named = buffer.multiply();
            add(new Place(path, named.name().getString()), named.value(), false);
        }
        named_module_list children = module.named_children();
        named_module_iterator child = children.begin();
        for (long left = children.size(); left > 0; left--, child.increment()) {
            NamedJitModule named = child.multiply();
            List<String> longer = new ArrayList<>(path);
            longer.add(named.name().getString());
            read(named.value(), List.copyOf(longer));
        }
    }

    private void add(Place place, Tensor value, boolean parameter) {
        if (value.numel() == 0) {
            return;
        }
        long address = value.data_ptr().address();
        Integer known = seen.putIfAbsent(address, slots.size());
        if (known != null) {
            slots.set(known, shared(slots.get(known), place, value));
            return;
        }
        boolean learned = parameter && value.requires_grad();
        ScalarType type = value.scalar_type().intern();
        boolean whole = !value.is_floating_point();
        BadInput.unless(
                type == ScalarType.Float || (whole && !value.is_complex()),
                file + ": " + place.path(),
                "be float32, or a buffer of whole numbers",
                type + "; convert the module by model.float() before torch.jit.script");
        slots.add(new Slot(new Entry(place.path(), shape(value), content(learned, value)), List.of(place), whole));
    }

    private static Content content(boolean learned, Tensor value) {
        if (learned) {
            return Content.PARAMETER;
        }
        return value.dim() == 0 && !value.is_floating_point() ? Content.COUNTER : Content.STATISTIC;
    }

    private static List<Integer> shape(Tensor value) {
        return Arrays.stream(value.shape()).mapToObj(Math::toIntExact).toList();
    }

    private Slot shared(Slot before, Place place, Tensor value) {
        BadInput.unless(
                before.entry().shape().equals(shape(value)),
                file + ": " + place.path(),
                "have the shape of " + before.entry().name() + ", whose memory it shares, "
                        + before.entry().shape(),
                shape(value));
        List<Place> places = new ArrayList<>(before.places());
        places.add(place);
        return new Slot(before.entry(), places, before.whole());
    }
}
