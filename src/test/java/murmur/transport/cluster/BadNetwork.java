package murmur.transport.cluster;

import java.util.ArrayList;
import java.util.List;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/// A network that loses, doubles, delays and reorders packets, as its seed says: it stands below everything that makes
/// up for that.
public final class BadNetwork extends Protocol {
    private final NumpyRandom random;
    private final List<Message> held = new ArrayList<>();

    private volatile boolean bad;

    BadNetwork(Seed seed) {
        random = seed.derive("network").generator();
    }

    /// Once all have met: how a group forms is not what is tested.
    void turnBad() {
        bad = true;
    }

    @Override
    public @Nullable Object down(Message message) {
        if (!bad) {
            return down_prot.down(message);
        }
        List<Message> now = new ArrayList<>();
        synchronized (this) {
            switch (random.nextInt(10)) {
                case 0 -> {}
                case 1 -> held.clear();
                case 2 -> now.addAll(List.of(message, message.copy(true, true)));
                case 3, 4 -> held.add(message);
                default -> now.add(message);
            }
            // What was held back comes behind what was sent later.
            if (held.size() > 2) {
                now.addAll(held);
                held.clear();
            }
        }
        now.forEach(down_prot::down);
        return null;
    }
}
