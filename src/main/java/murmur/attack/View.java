package murmur.attack;

import java.util.List;

/// Which messages an adversary reads, and what it makes of several copies of one model.
@FunctionalInterface
public interface View {
    /// What the adversary, or each of several, has of one sending; nothing if it reads none of these messages.
    List<Sighting> of(Sending sending);
}
