package murmur.model;

import static murmur.model.Stateless.FLATTEN;
import static murmur.model.Stateless.RELU;

import java.util.List;
import java.util.OptionalInt;
import murmur.BadInput;

/// Networks that read sequences of numbers that stand for characters or words. The classes are those numbers, too: the
/// next one of the sequence is to be foretold.
public final class RecurrentNetworks {
    private static final int HIDDEN = 256;

    private RecurrentNetworks() {}

    /// LSTM of the reference's Shakespeare: 2,683,708 parameters for sequences of 80 and 92 characters.
    public static Network characters(List<Integer> shape, int classes) {
        int length = requireSequence("LSTM", shape);
        return Network.named("LSTM")
                .with("embedding", new Embedding(classes, 8, OptionalInt.empty()))
                .with("lstm", new Lstm(8, HIDDEN, 2, Lstm.Output.EVERY_STEP))
                .with(FLATTEN)
                .with(RELU)
                .with("l1", new Linear(HIDDEN * length, classes));
    }

    /// RNN of the reference's Reddit: 4,317,895 parameters for 9,999 words, of which word 0 is padding.
    public static Network words(List<Integer> shape, int classes) {
        requireSequence("RNN", shape);
        return Network.named("RNN")
                .with("embedding", new Embedding(classes, 200, OptionalInt.of(0)))
                .with("rnn_cells", new Lstm(200, HIDDEN, 2, Lstm.Output.LAST_STEP))
                .with("l1", new Linear(HIDDEN, 128))
                .with(RELU)
                .with("l2", new Linear(128, classes));
    }

    private static int requireSequence(String model, List<Integer> shape) {
        BadInput.unless(shape.size() == 1, "the input of " + model, "be a sequence, of one dimension", shape);
        return shape.getFirst();
    }
}
