package murmur.attack;

import java.util.List;
import java.util.Optional;
import murmur.data.Dataset;
import murmur.data.Shard;
import murmur.random.Seed;
import murmur.training.Loss;

/// What an adversary is assumed to know besides the messages it reads. Attacks measure what leaks, so they are
/// given the true answer to score themselves: which samples each node holds.
///
/// @param shards what each node holds, as views of one data set
/// @param nonMembers samples that no node has trained on
/// @param loss what the nodes minimise
/// @param seed of whatever an attack draws
/// @param procedure how nodes train; attacks with shadow models need it
public record Knowledge(List<Shard> shards, Dataset nonMembers, Loss loss, Seed seed, Optional<Procedure> procedure) {
    public Knowledge {
        shards = List.copyOf(shards);
    }

    /// Without knowing how nodes train.
    public Knowledge(List<Shard> shards, Dataset nonMembers, Loss loss, Seed seed) {
        this(shards, nonMembers, loss, seed, Optional.empty());
    }

    public int nodes() {
        return shards.size();
    }

    /// The stream of one purpose for one model an adversary saw.
    Seed seed(String purpose, Sighting sighting) {
        return seed.derive(
                        purpose,
                        sighting.sender(),
                        sighting.step().iteration(),
                        sighting.step().mixing())
                .derive(sighting.observer());
    }
}
