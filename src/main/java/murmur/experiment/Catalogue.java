package murmur.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The names one pair of keys `<prefix>_package` and `<prefix>_class` can take: class paths of the reference,
/// and our own classes, which need no package.
final class Catalogue<T> {
    private final String prefix;
    private final SequencedMap<String, Choice<T>> choices = new LinkedHashMap<>();
    private final Map<String, String> unsupported = new LinkedHashMap<>();

    Catalogue(String prefix) {
        this.prefix = prefix;
    }

    /// @param packages where the reference has the class; none for one of our own
    private record Choice<T>(List<String> packages, T value) {}

    /// A class of the reference.
    Catalogue<T> with(String name, T value, String... packages) {
        choices.put(name, new Choice<>(List.of(packages), value));
        return this;
    }

    /// Classes of the reference this version does not have.
    Catalogue<T> without(String explanation, String... names) {
        for (String name : names) {
            unsupported.put(name, explanation);
        }
        return this;
    }

    T read(Keys keys) {
        return check(keys, keys.require(prefix + "_class", kind(unsupported)));
    }

    T read(Keys keys, String fallback) {
        return check(keys, keys.read(prefix + "_class", kind(unsupported), named(fallback)));
    }

    private record Named<T>(String name, Choice<T> choice) {}

    private Named<T> named(String name) {
        Choice<T> choice = choices.get(name);
        if (choice == null) {
            throw new IllegalStateException("no " + prefix + " class " + name);
        }
        return new Named<>(name, choice);
    }

    private Kind<Named<T>> kind(Map<String, String> explanations) {
        SequencedMap<String, Named<T>> values = new LinkedHashMap<>();
        choices.forEach((name, choice) -> values.put(name, new Named<>(name, choice)));
        return Kind.oneOf(values).unsupported(explanations);
    }

    private T check(Keys keys, Named<T> named) {
        String key = prefix + "_package";
        List<String> packages = named.choice().packages();
        keys.find(key, Kind.TEXT).ifPresent(given -> {
            if (packages.isEmpty()) {
                throw keys.refusal(key, "be left out with our own class " + named.name());
            }
            if (!packages.contains(given)) {
                throw keys.refusal(key, "be " + String.join(" or ", packages) + " for class " + named.name());
            }
        });
        return named.choice().value();
    }
}
