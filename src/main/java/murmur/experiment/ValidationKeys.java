package murmur.experiment;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import murmur.data.Validation;
import murmur.data.Validation.Drawing;
import murmur.data.Validation.Source;

/// Reads `validation_source` and `validation_size` of `[DATASET]`. As in the reference, nothing is set apart
/// unless both are given, and the size is not 0.
final class ValidationKeys {
    private ValidationKeys() {}

    /// What a data set makes of the keys.
    ///
    /// @param possible whether it knows them
    /// @param byOwner whether nodes get all samples of some owners, so that each sets apart some of its own
    /// @param wholeSeed seed where samples of a whole set are set apart
    /// @param shardSeed seed where each node does it
    record Rules(boolean possible, boolean byOwner, long wholeSeed, long shardSeed) {}

    static Optional<Validation> read(Keys keys, Rules rules) {
        Optional<Source> source = keys.find("validation_source", Kind.oneOf(sources()));
        Optional<Double> size =
                keys.find("validation_size", Kind.numberBetween(0, 1).which("and less than 1", number -> number < 1));
        if (source.isEmpty() || size.isEmpty() || size.get() == 0) {
            return Optional.empty();
        }
        if (!rules.possible()) {
            throw keys.refusal(
                    "validation_source", "be left out or blank with this data set, which is divided already");
        }
        return Optional.of(
                rules.byOwner()
                        ? new Validation(source.get(), size.get(), Drawing.EACH_SHARD, rules.shardSeed())
                        : new Validation(source.get(), size.get(), Drawing.WHOLE_SET, rules.wholeSeed()));
    }

    private static SequencedMap<String, Source> sources() {
        SequencedMap<String, Source> sources = new LinkedHashMap<>();
        sources.put("Train", Source.TRAIN);
        sources.put("Test", Source.TEST);
        return sources;
    }
}
