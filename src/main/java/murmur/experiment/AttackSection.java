package murmur.experiment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.Nearest;
import murmur.attack.Assessment.Adversary;
import murmur.attack.Attack;
import murmur.attack.Attacks;
import murmur.attack.View;
import murmur.attack.Views;
import murmur.node.Schedule;
import org.jspecify.annotations.Nullable;

/// Reads `[ATTACK]`: which messages are attacked while a run runs, and how.
final class AttackSection {
    private static final String ATTACKS = "attacks";
    private static final String VIEW = "view";
    private static final String VICTIMS = "victims";
    private static final String VIEWS = "be first, neighbours, coalition:1,2,5 (the numbers of nodes) or eavesdropper";

    private final Keys keys;
    private final int nodes;

    AttackSection(Keys keys, int nodes) {
        this.keys = keys;
        this.nodes = nodes;
    }

    AttackPlan read(Schedule schedule) {
        List<Attack> attacks = keys.entry(ATTACKS)
                .map(entry -> attacks(entry, entry.text()))
                .orElseGet(() -> Attacks.quick().stream().map(Attacks::named).toList());
        View view = keys.entry(VIEW).map(this::view).orElseGet(Views.FirstNeighbour::new);
        int period = keys.read("attack_after", Kind.wholeAtLeast(1), schedule.testAfter());
        Set<Integer> victims =
                keys.read(VICTIMS, victims(), IntStream.range(0, nodes).boxed().collect(Collectors.toSet()));
        if (view instanceof Views.Coalition coalition && coalition.nodes().containsAll(victims)) {
            throw keys.refusal(VIEW, "leave out one of the victims: a coalition does not attack its own nodes");
        }
        String place = keys.entry(ATTACKS).map(Entry::place).orElseGet(keys::place);
        return new AttackPlan(new Adversary(view, attacks), period, victims, place);
    }

    private static List<Attack> attacks(Entry entry, String names) {
        return Stream.of(names.split(",", -1))
                .map(String::strip)
                .distinct()
                .map(name -> attack(entry, name))
                .toList();
    }

    private static Attack attack(Entry entry, String name) {
        try {
            return Attacks.named(name);
        } catch (BadInput unknown) {
            String condition = "be attacks separated by commas, out of " + String.join(", ", Attacks.names());
            throw entry.refusal(condition, advice(Nearest.to(name, Attacks.names())));
        }
    }

    private View view(Entry entry) {
        View view;
        try {
            view = Views.parse(entry.text());
        } catch (BadInput unknown) {
            throw entry.refusal(VIEWS, advice(Nearest.to(entry.text(), Views.WORDS)));
        }
        if (view instanceof Views.Coalition coalition
                && coalition.nodes().stream().anyMatch(node -> node >= nodes)) {
            throw entry.refusal("name nodes, which are 0 to " + (nodes - 1));
        }
        return view;
    }

    private static @Nullable String advice(@Nullable String nearest) {
        return nearest == null ? null : "did you mean \"" + nearest + "\"?";
    }

    private Kind<Set<Integer>> victims() {
        return Kind.of(
                "be nodes such as 0-3,7, out of 0 to " + (nodes - 1),
                text -> NumberList.parse(text)
                        .filter(list -> list.below(nodes))
                        .map(list -> list.numbers().boxed().collect(Collectors.toSet())));
    }
}
