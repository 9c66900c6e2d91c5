package murmur.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import murmur.BadInput;
import murmur.Nearest;

/// The attacks by their names.
public final class Attacks {
    private static final SequencedMap<String, Supplier<Attack>> ALL = all();

    private Attacks() {}

    private static SequencedMap<String, Supplier<Attack>> all() {
        SequencedMap<String, Supplier<Attack>> all = new LinkedHashMap<>();
        all.put("threshold", () -> new Threshold(Bootstrap.USUAL));
        all.put("biasedthreshold", BiasedThreshold::new);
        all.put("linkability", Linkability::new);
        all.put("classifier", Classifier::new);
        all.put("lira", () -> new ShadowAttack(ShadowAttack.Method.LIRA, Bootstrap.USUAL));
        all.put("rmia", () -> new ShadowAttack(ShadowAttack.Method.RMIA, Bootstrap.USUAL));
        return all;
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// @throws BadInput if no attack is called so
    public static Attack named(String name) {
        Supplier<Attack> attack = ALL.get(name);
        if (attack == null) {
            BadInput unknown = BadInput.must("an attack", "be one of " + String.join(", ", ALL.keySet()), name);
            String nearest = Nearest.to(name, ALL.keySet());
            throw nearest == null ? unknown : unknown.cure("did you mean \"" + nearest + "\"?");
        }
        return attack.get();
    }
}
