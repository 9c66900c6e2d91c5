package murmur.topology;

import java.util.LinkedHashMap;
import java.util.function.LongFunction;

/// The links drawn last. Nodes far apart on the network may be several steps apart in time; what was forgotten is drawn
/// again, so this bounds memory and changes no result. Safe for any number of threads.
final class RecentLinks<L extends Links> {
    private static final int KEPT = 16;

    private final LongFunction<L> family;
    private final LinkedHashMap<Long, L> recent = new LinkedHashMap<>();

    /// @param family draws the links that belong to a number, the same ones each time
    RecentLinks(LongFunction<L> family) {
        this.family = family;
    }

    synchronized L at(long number) {
        L known = recent.get(number);
        if (known != null) {
            return known;
        }
        L drawn = family.apply(number);
        if (recent.size() == KEPT) {
            recent.pollFirstEntry();
        }
        recent.put(number, drawn);
        return drawn;
    }
}
