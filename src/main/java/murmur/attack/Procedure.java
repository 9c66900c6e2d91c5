package murmur.attack;

import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.training.LocalTraining;
import murmur.training.Loss;

/// How nodes train, which an adversary is assumed to know: it can train models of its own alike.
///
/// @param initial the model all nodes start from
public record Procedure(LocalTraining training, ParameterVector initial) {
    /// Throws unless the loss of a sample is −log of the probability its model gives to its class.
    void requireProbabilities(String attack) {
        BadInput.unless(
                training.loss() == Loss.CROSS_ENTROPY,
                "the attack " + attack,
                "be on models trained with CrossEntropyLoss, which give probabilities",
                training.loss());
    }
}
