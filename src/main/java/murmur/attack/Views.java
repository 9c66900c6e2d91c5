package murmur.attack;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.Nearest;
import murmur.attack.Sending.Copy;
import murmur.math.ParameterVector;
import murmur.math.WeightedSum;

/// The views an adversary can have.
public final class Views {
    private static final String COALITION = "coalition";
    private static final Pattern NODES = Pattern.compile(COALITION + ":(\\d{1,9}(?:,\\d{1,9})*)");
    private static final List<String> WORDS = List.of("first", "neighbours", COALITION, "eavesdropper");

    private Views() {}

    /// The first neighbour of every node, which the reference attacks with.
    public record FirstNeighbour() implements View {
        @Override
        public List<Sighting> of(Sending sending) {
            return sending.copies().stream()
                    .limit(1)
                    .map(copy -> alone(sending, copy))
                    .toList();
        }
    }

    /// Every neighbour for itself.
    public record EveryNeighbour() implements View {
        @Override
        public List<Sighting> of(Sending sending) {
            return sending.copies().stream().map(copy -> alone(sending, copy)).toList();
        }
    }

    /// Nodes that tell each other what they receive, and attack all others. Of several copies of one model they
    /// take the mean, in which noise that differs from copy to copy is smaller.
    public record Coalition(Set<Integer> nodes) implements View {
        public Coalition {
            BadInput.unless(!nodes.isEmpty(), "a coalition", "have members", nodes);
            nodes = Set.copyOf(nodes);
        }

        @Override
        public List<Sighting> of(Sending sending) {
            if (nodes.contains(sending.sender())) {
                return List.of();
            }
            String members = new TreeSet<>(nodes).stream().map(String::valueOf).collect(Collectors.joining("+"));
            return together(
                    members, sending, sending.copies().stream().filter(copy -> nodes.contains(copy.receiver())));
        }
    }

    /// Somebody who reads all links, and takes the mean of all copies of a model: noise that sums to zero over the
    /// neighbours cannot hide anything from it.
    public record Eavesdropper() implements View {
        @Override
        public List<Sighting> of(Sending sending) {
            return together("all", sending, sending.copies().stream());
        }
    }

    private static Sighting alone(Sending sending, Copy copy) {
        return new Sighting(
                Integer.toString(copy.receiver()), sending.sender(), copy.receiver(), sending.step(), copy.model());
    }

    private static List<Sighting> together(String observer, Sending sending, Stream<Copy> copies) {
        List<Copy> read = copies.toList();
        return read.isEmpty()
                ? List.of()
                : List.of(new Sighting(
                        observer, sending.sender(), read.getFirst().receiver(), sending.step(), () -> mean(read)));
    }

    private static ParameterVector mean(List<Copy> copies) {
        if (copies.size() == 1) {
            return copies.getFirst().model().get();
        }
        WeightedSum sum = new WeightedSum();
        copies.forEach(copy -> sum.add(copy.model().get(), 1.0 / copies.size()));
        return sum.toVector();
    }

    /// `first`, `neighbours`, `coalition:1,2,5` or `eavesdropper`.
    ///
    /// @throws BadInput for anything else
    public static View parse(String text) {
        var nodes = NODES.matcher(text);
        if (nodes.matches()) {
            return new Coalition(Stream.of(nodes.group(1).split(",", -1))
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet()));
        }
        return switch (text) {
            case "first" -> new FirstNeighbour();
            case "neighbours" -> new EveryNeighbour();
            case "eavesdropper" -> new Eavesdropper();
            default -> throw unknown(text);
        };
    }

    private static BadInput unknown(String text) {
        BadInput unknown = BadInput.must(
                "the view", "be first, neighbours, coalition:1,2,5 (the numbers of nodes) or eavesdropper", text);
        String nearest = Nearest.to(text, WORDS);
        return nearest == null || nearest.equals(COALITION)
                ? unknown
                : unknown.cure("did you mean \"" + nearest + "\"?");
    }
}
