package murmur.experiment;

import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import murmur.training.LocalTraining;
import murmur.training.Loss;
import murmur.training.Optimizer;

/// Reads `[TRAIN_PARAMS]`: what a node does between two exchanges.
final class TrainingSection {
    private static final Catalogue<Boolean> TRAININGS = new Catalogue<Boolean>("training")
            .with("Training", false, "decentralizepy.training.Training")
            .with(
                    "TrainingClipping",
                    true,
                    "decentralizepy.training.TrainingClipping",
                    "decentralizepy.training.Training")
            .without("use Training; language models are not part of this version", "LLMTraining");

    private static final Catalogue<Loss> LOSS_CLASSES = new Catalogue<Loss>("loss")
            .with("CrossEntropyLoss", Loss.CROSS_ENTROPY, "torch.nn")
            .with("MSELoss", Loss.MEAN_SQUARED_ERROR, "torch.nn");

    private static final Kind<Loss> LOSS_FUNCTIONS = Kind.oneOf(lossFunctions());

    private TrainingSection() {}

    static LocalTraining read(Keys keys, Optimizer optimizer) {
        keys.blankMeansDefault("rounds", "full_epochs", "batch_size", "shuffle");
        boolean clips = TRAININGS.read(keys, "Training");
        OptionalDouble clippingNorm =
                clips ? OptionalDouble.of(keys.require("clipping_norm", Kind.numberAbove(0))) : OptionalDouble.empty();
        return new LocalTraining(
                optimizer,
                loss(keys),
                keys.read("batch_size", Kind.wholeAtLeast(1), 1),
                keys.read("rounds", Kind.wholeAtLeast(1), 1),
                keys.read("full_epochs", Kind.TRUTH, false),
                keys.read("shuffle", Kind.TRUTH, false),
                clippingNorm);
    }

    private static SequencedMap<String, Loss> lossFunctions() {
        SequencedMap<String, Loss> functions = new LinkedHashMap<>();
        functions.put("cross_entropy", Loss.CROSS_ENTROPY);
        functions.put("mse_loss", Loss.MEAN_SQUARED_ERROR);
        return functions;
    }

    /// `loss_class`, or else the function that `loss` names in `loss_package`.
    private static Loss loss(Keys keys) {
        if (keys.entry("loss_class").isEmpty() && keys.entry("loss").isPresent()) {
            keys.find("loss_package", Kind.oneOf("torch.nn.functional"));
            return keys.require("loss", LOSS_FUNCTIONS);
        }
        keys.entry("loss");
        return LOSS_CLASSES.read(keys, "CrossEntropyLoss");
    }
}
