package murmur.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import murmur.BadInput;
import murmur.training.Adam;
import murmur.training.Optimizer;
import murmur.training.Sgd;

/// Reads `[OPTIMIZER_PARAMS]`, with PyTorch's defaults.
final class OptimizerSection {
    private static final double LEARNING_RATE = 1e-3;
    private static final double ADAMW_DECAY = 1e-2;
    private static final Pattern COMMA = Pattern.compile(",");

    private static final Catalogue<Function<Keys, Optimizer>> OPTIMIZERS = new Catalogue<Function<Keys, Optimizer>>(
                    "optimizer")
            .with("SGD", OptimizerSection::sgd, "torch.optim")
            .with("Adam", keys -> adam(keys, 0, false), "torch.optim")
            .with("AdamW", keys -> adam(keys, ADAMW_DECAY, true), "torch.optim");

    private OptimizerSection() {}

    static Optimizer read(Keys keys) {
        String option = "PyTorch's other options are not part of this version";
        keys.unsupported(Map.of("maximize", option, "foreach", option, "amsgrad", option, "fused", option));
        Function<Keys, Optimizer> optimizer = OPTIMIZERS.read(keys, "SGD");
        try {
            return optimizer.apply(keys);
        } catch (BadInput bad) {
            throw bad.getMessage() != null && bad.getMessage().contains("[OPTIMIZER_PARAMS]")
                    ? bad
                    : bad.at(keys.place());
        }
    }

    private static Optimizer sgd(Keys keys) {
        return new Sgd(
                learningRate(keys),
                keys.read("momentum", Kind.numberAtLeast(0), 0.0),
                keys.read("dampening", Kind.NUMBER, 0.0),
                keys.read("weight_decay", Kind.numberAtLeast(0), 0.0),
                keys.read("nesterov", Kind.TRUTH, false));
    }

    private static Optimizer adam(Keys keys, double weightDecay, boolean decoupled) {
        List<Double> betas = keys.read("betas", PAIR, List.of(0.9, 0.999));
        return new Adam(
                learningRate(keys),
                betas.get(0),
                betas.get(1),
                keys.read("eps", Kind.numberAtLeast(0), 1e-8),
                keys.read("weight_decay", Kind.numberAtLeast(0), weightDecay),
                decoupled);
    }

    private static double learningRate(Keys keys) {
        return keys.read("lr", Kind.numberAtLeast(0), LEARNING_RATE);
    }

    /// `(0.9, 0.999)`, with or without parentheses.
    private static final Kind<List<Double>> PAIR = Kind.of("be two numbers in [0, 1) such as (0.9, 0.999)", text -> {
        List<Double> numbers = COMMA.splitAsStream(text.replaceAll("[()\\[\\]]", ""))
                .map(Value::of)
                .map(OptimizerSection::number)
                .toList();
        boolean usable = numbers.size() == 2 && numbers.stream().allMatch(number -> 0 <= number && number < 1);
        return usable ? Optional.of(numbers) : Optional.empty();
    });

    private static double number(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value().doubleValue();
            case Value.Real real -> real.value();
            default -> Double.NaN;
        };
    }
}
