package murmur.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import murmur.BadInput;

/// Samples of any shape, each with a label and an owner. Inputs of at most 256 different values take a byte per value,
/// as images do even where a file writes them as decimal numbers; others take a float.
public final class SampleSet implements OwnedDataset {
    private final Kind kind;
    private final List<String> ownerNames;
    private final int[] labels;
    private final int[] owners;
    private final Inputs inputs;

    /// What all samples have in common.
    ///
    /// @param classes labels are 0 … classes − 1
    public record Kind(List<Integer> shape, int classes) {
        public Kind {
            shape = List.copyOf(shape);
            BadInput.unless(shape.stream().allMatch(side -> side >= 1), "shape", "have sides of at least 1", shape);
            BadInput.unless(classes >= 1, "classes", "number at least 1", classes);
        }

        int length() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private SampleSet(Builder builder) {
        kind = builder.kind;
        ownerNames = List.copyOf(builder.ownerNames);
        labels = builder.labels.stream().mapToInt(Integer::intValue).toArray();
        owners = builder.owners.stream().mapToInt(Integer::intValue).toArray();
        inputs = builder.inputs;
    }

    /// Collects samples, owner by owner.
    public static final class Builder {
        private final Kind kind;
        private final List<String> ownerNames = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private final List<Integer> owners = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Inputs inputs = new Inputs();
        private int current;

        public Builder(Kind kind) {
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }

        /// What is added from now on belongs to `owner`. Owners are numbered in the order of their first mention.
        public void startOwner(String owner) {
            current = numbers.computeIfAbsent(owner, unknown -> {
                ownerNames.add(owner);
                return numbers.size();
            });
        }

        /// Adds a sample; the array may be used again.
        ///
        /// @throws BadInput if it has another length or an unknown label, or is not of finite numbers
        public void add(float[] input, int label) {
            if (ownerNames.isEmpty()) {
                throw new IllegalStateException("a sample must belong to an owner");
            }
            BadInput.unless(
                    input.length == kind.length(), "a sample", "have " + kind.length() + " values", input.length);
            BadInput.unless(
                    label >= 0 && label < kind.classes(), "a label", "be between 0 and " + (kind.classes() - 1), label);
            for (float value : input) {
                BadInput.unless(Float.isFinite(value), "a value", "be a finite number", value);
            }
            inputs.add(input);
            labels.add(label);
            owners.add(current);
        }

        /// The same, with complaints that name the place.
        void addAt(String place, float[] input, int label) {
            try {
                add(input, label);
            } catch (BadInput bad) {
                throw bad.at(place);
            }
        }

        public int size() {
            return labels.size();
        }

        /// Puts samples `first`, `first` + 1, … into another order.
        ///
        /// @param order of the samples from `first` to the last, which belong to one owner
        void reorder(int first, int[] order) {
            List<Integer> before = List.copyOf(labels.subList(first, labels.size()));
            for (int position = 0; position < order.length; position++) {
                labels.set(first + position, before.get(order[position]));
            }
            inputs.reorder(first, order);
        }

        /// @throws BadInput if there is no sample
        public SampleSet build() {
            BadInput.unless(!labels.isEmpty(), "samples", "number at least 1", 0);
            return new SampleSet(this);
        }
    }

    /// The name of an owner: a user, a writer, a file.
    public String ownerName(int owner) {
        return ownerNames.get(owner);
    }

    @Override
    public int owners() {
        return ownerNames.size();
    }

    @Override
    public int owner(int index) {
        return owners[index];
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<Integer> shape() {
        return kind.shape();
    }

    @Override
    public int classes() {
        return kind.classes();
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, float[] target, int offset) {
        Objects.checkIndex(index, labels.length);
        Objects.checkFromIndexSize(offset, kind.length(), target.length);
        inputs.read(index, target, offset);
    }

    @Override
    public String sha256() {
        float[] input = new float[kind.length()];
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * (input.length + 1)).order(ByteOrder.LITTLE_ENDIAN);
        return Sha256.of(digest -> {
            for (int index = 0; index < labels.length; index++) {
                read(index, input, 0);
                bytes.clear();
                bytes.putInt(labels[index]);
                bytes.asFloatBuffer().put(input);
                digest.update(bytes.array());
            }
        });
    }
}
