package murmur.launch;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The checkpoints from which all machines can go on: each says which it has, and the newest of those that all
/// have is taken.
final class Offers {
    private static final String NAME = "checkpoints=";

    private final String own;
    private final TreeSet<Integer> common;

    /// @param own after how many iterations this machine can go on
    Offers(Collection<Integer> own) {
        common = new TreeSet<>(own);
        this.own = common.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /// What other machines are told.
    String text() {
        return NAME + own;
    }

    /// Strikes out what another machine does not have.
    synchronized void limitTo(String told) {
        common.retainAll(told.lines()
                .filter(line -> line.startsWith(NAME))
                .flatMap(line -> Arrays.stream(line.substring(NAME.length()).split(" ")))
                .filter(word -> word.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .collect(Collectors.toSet()));
    }

    /// How many iterations the newest has completed; 0 if there is none.
    synchronized int newest() {
        return common.isEmpty() ? 0 : common.last();
    }
}
