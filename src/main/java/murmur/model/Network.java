package murmur.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;

/// Layers one after the other, each with the name its tensors carry in the state. A network is a layer itself, so that
/// networks nest.
public record Network(String name, List<Part> parts) implements Layer {
    public Network {
        parts = List.copyOf(parts);
    }

    public record Part(String name, Layer layer) {}

    public static Network named(String name) {
        return new Network(name, List.of());
    }

    /// Layers that are part of a larger network.
    static Network sequence() {
        return named("");
    }

    public Network with(String part, Layer layer) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(new Part(part, layer));
        return new Network(name, longer);
    }

    public Network with(Stateless layer) {
        return with("", layer);
    }

    @Override
    public Network withPrecision(Precision precision) {
        return new Network(
                name,
                parts.stream()
                        .map(part -> new Part(part.name(), part.layer().withPrecision(precision)))
                        .toList());
    }

    /// All tensors in state order, which is the order of the parts.
    @Override
    public List<Entry> state() {
        return parts.stream()
                .flatMap(part -> part.layer().state().stream().map(entry -> entry.within(part.name())))
                .toList();
    }

    /// The number of values in the state: what a node stores, trains, sends and receives.
    public int length() {
        return state().stream().mapToInt(Entry::length).sum();
    }

    /// Which values of the state are learned, and which are buffers.
    public VectorLayout layout() {
        VectorLayout layout = VectorLayout.empty();
        for (Entry entry : state()) {
            layout = layout.with(entry.content(), entry.length());
        }
        return layout;
    }

    @Override
    public boolean mixesSamples() {
        return parts.stream().anyMatch(part -> part.layer().mixesSamples());
    }

    /// Initial values, drawn layer by layer in the order of the parts.
    public ParameterVector initialize(TorchRandom random) {
        float[] values = new float[length()];
        initialize(values, 0, random);
        return ParameterVector.owning(values);
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        int start = offset;
        for (Part part : parts) {
            part.layer().initialize(values, start, random);
            start += part.layer().state().stream().mapToInt(Entry::length).sum();
        }
    }

    @Override
    public Network changed(UnaryOperator<Layer> change) {
        return new Network(
                name,
                parts.stream()
                        .map(part -> new Part(part.name(), part.layer().changed(change)))
                        .toList());
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        List<Forward> steps =
                parts.stream().map(part -> part.layer().bind(state)).toList();
        return (input, mode) -> {
            Tensor output = input;
            for (Forward step : steps) {
                output = step.apply(output, mode);
            }
            return output;
        };
    }
}
