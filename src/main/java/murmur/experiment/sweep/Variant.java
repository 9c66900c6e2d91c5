package murmur.experiment.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the reference calls a variant: a sharing with or without noise of the node's own.
enum Variant {
    NONOISE("SharingAsymmetric", Optional.empty()),
    MUFFLIATO("Muffliato", Optional.empty()),
    ZEROSUM_SELFNOISE("ZeroSumSharing", Optional.of("True")),
    ZEROSUM_NOSELFNOISE("ZeroSumSharing", Optional.of("False"));

    static final String SHARING = "SHARING";
    static final String CLASS = "sharing_class";
    private static final Set<String> PLAIN = Set.of("SharingAsymmetric", "Sharing", "PlainAverageSharing");
    private static final Set<String> OF_NOISE =
            Set.of("noise_std", "sharing_seed", "noise_generator", "self_noise", "zero_sum", "absent");
    private static final Set<String> OF_ZERO_SUM = Set.of("self_noise", "zero_sum", "absent");
    private static final String ZERO_SUM = "ZeroSumSharing";

    private final String sharing;
    private final Optional<String> selfNoise;

    Variant(String sharing, Optional<String> selfNoise) {
        this.sharing = sharing;
        this.selfNoise = selfNoise;
    }

    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting(SHARING, "sharing_package", "decentralizepy.sharing." + sharing));
        settings.add(new Setting(SHARING, CLASS, sharing));
        selfNoise.ifPresent(value -> settings.add(new Setting(SHARING, "self_noise", value)));
        return settings;
    }

    /// The keys of noise that a sharing does not know.
    static Set<String> unknownTo(String sharing) {
        if (PLAIN.contains(sharing)) {
            return OF_NOISE;
        }
        return sharing.equals(ZERO_SUM) ? Set.of() : OF_ZERO_SUM;
    }
}
