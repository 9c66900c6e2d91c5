package murmur.attack;

import java.util.List;

/// What an adversary can compute from one model it saw: the model's losses.
///
/// @param members on the samples of the node that sent it
/// @param nonMembers on samples that no node holds
/// @param shards on the samples of every node; empty unless an attack needs them
public record Evidence(Sighting sighting, SampleLosses members, SampleLosses nonMembers, List<SampleLosses> shards) {
    public Evidence {
        shards = List.copyOf(shards);
    }
}
