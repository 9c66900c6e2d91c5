package murmur.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import murmur.math.ParameterVector;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;

/// Layers one after the other, each with the name its tensors carry in the state.
public record Network(String name, List<Part> parts) {
    public Network {
        parts = List.copyOf(parts);
    }

    public record Part(String name, Layer layer) {}

    public static Network named(String name) {
        return new Network(name, List.of());
    }

    public Network with(String part, Layer layer) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(new Part(part, layer));
        return new Network(name, longer);
    }

    public Network with(Stateless layer) {
        return with("", layer);
    }

    /// All tensors in state order, which is the order of the parts.
    public List<Entry> state() {
        return parts.stream()
                .flatMap(part -> part.layer().state().stream().map(entry -> entry.within(part.name())))
                .toList();
    }

    /// The number of values in the state: what a node stores, trains, sends and receives.
    public int length() {
        return state().stream().mapToInt(Entry::length).sum();
    }

    /// Initial values, drawn layer by layer in the order of the parts.
    public ParameterVector initialize(TorchRandom random) {
        float[] values = new float[length()];
        int offset = 0;
        for (Part part : parts) {
            part.layer().initialize(values, offset, random);
            offset += part.layer().state().stream().mapToInt(Entry::length).sum();
        }
        return ParameterVector.owning(values);
    }

    Layer.Forward bind(Iterator<Tensor> state) {
        List<Layer.Forward> steps =
                parts.stream().map(part -> part.layer().bind(state)).toList();
        return input -> {
            Tensor output = input;
            for (Layer.Forward step : steps) {
                output = step.apply(output);
            }
            return output;
        };
    }
}
