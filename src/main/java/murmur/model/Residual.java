package murmur.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// ReLU(`body`(x) + `shortcut`(x)) (He et al., 2016). A shortcut without layers is the identity.
///
/// @param shortcutDrawnFirst whether the initial weights of the shortcut are drawn before the body's; in the state they
///     stand behind them either way
public record Residual(Network body, Network shortcut, boolean shortcutDrawnFirst) implements Layer {
    @Override
    public Residual withPrecision(Precision precision) {
        return new Residual(body.withPrecision(precision), shortcut.withPrecision(precision), shortcutDrawnFirst);
    }

    @Override
    public List<Entry> state() {
        List<Entry> state = new ArrayList<>(body.state());
        state.addAll(shortcut.state());
        return state;
    }

    @Override
    public void initialize(float[] values, int offset, TorchRandom random) {
        int shortcutOffset = offset + body.length();
        if (shortcutDrawnFirst) {
            shortcut.initialize(values, shortcutOffset, random);
        }
        body.initialize(values, offset, random);
        if (!shortcutDrawnFirst) {
            shortcut.initialize(values, shortcutOffset, random);
        }
    }

    @Override
    public Residual changed(UnaryOperator<Layer> change) {
        return new Residual(body.changed(change), shortcut.changed(change), shortcutDrawnFirst);
    }

    @Override
    public Forward bind(Iterator<Tensor> state) {
        Forward main = body.bind(state);
        Forward bypass = shortcut.bind(state);
        return (input, mode) -> torch.relu(main.apply(input, mode).add(bypass.apply(input, mode)));
    }
}
