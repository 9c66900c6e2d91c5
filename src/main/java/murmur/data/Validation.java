package murmur.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.random.NumpyLegacyRandom;
import murmur.random.TorchRandom;

/// Takes random samples out of a data set, to be learned from by nobody and tested on apart.
///
/// @param fraction of the samples that is taken
public record Validation(Source source, double fraction, Drawing drawing, long seed) {
    /// What the samples are taken from.
    public enum Source {
        TRAIN,
        TEST
    }

    /// How the reference does it.
    public enum Drawing {
        /// As `torch.utils.data.random_split`, of the whole set before it is divided among nodes; what is left has a
        /// new order.
        WHOLE_SET {
            @Override
            Pieces cut(Dataset set, double fraction, long seed) {
                int taken = (int) (set.size() * fraction);
                int left = (int) (set.size() * (1 - fraction));
                // What rounding leaves over is given out one by one, from the first piece on.
                taken += (set.size() - taken - left + 1) / 2;
                int[] order = TorchRandom.permutation(seed, set.size());
                return pieces(set, Arrays.copyOf(order, taken), Arrays.copyOfRange(order, taken, order.length));
            }
        },
        /// As `numpy.random.choice`, of what each node holds; what is left keeps its order.
        EACH_SHARD {
            @Override
            Pieces cut(Dataset set, double fraction, long seed) {
                int taken = (int) (set.size() * fraction);
                int[] chosen = Arrays.copyOf(new NumpyLegacyRandom(seed).permutation(set.size()), taken);
                BitSet gone = new BitSet();
                Arrays.stream(chosen).forEach(gone::set);
                int[] rest = IntStream.range(0, set.size())
                        .filter(index -> !gone.get(index))
                        .toArray();
                return pieces(set, chosen, rest);
            }
        };

        abstract Pieces cut(Dataset set, double fraction, long seed);

        private static Pieces pieces(Dataset set, int[] taken, int[] left) {
            return new Pieces(new Shard(set, taken), new Shard(set, left));
        }
    }

    public record Pieces(Shard validation, Shard rest) {}

    public Validation {
        BadInput.unless(fraction > 0 && fraction < 1, "validation_size", "be between 0 and 1", fraction);
    }

    /// @throws BadInput if nothing would be taken, or left
    public Pieces cut(Dataset set) {
        Pieces pieces = drawing.cut(set, fraction, seed);
        if (pieces.validation().size() == 0 || pieces.rest().size() == 0) {
            throw BadInput.must(
                            "validation_size",
                            "take at least one of " + set.size() + " samples and leave one",
                            fraction)
                    .cure("change it, or use fewer nodes");
        }
        return pieces;
    }
}
