package murmur.experiment.sweep;

import java.util.List;

/// One value of one attribute of a sweep.
///
/// @param attribute as the sweep calls it
/// @param word what it contributes to the names of configurations
/// @param settings what it sets
record Choice(String attribute, String word, List<Setting> settings) {
    Choice {
        settings = List.copyOf(settings);
    }

    boolean sets(String key) {
        return settings.stream().anyMatch(setting -> setting.key().equals(key));
    }
}
