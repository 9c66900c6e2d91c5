package murmur.data.catalogue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where data sets are kept unless the user says otherwise.
public final class DatasetsFolder {
    /// The variable of the environment that names it.
    public static final String VARIABLE = "MURMUR_DATASETS";

    private DatasetsFolder() {}

    /// `MURMUR_DATASETS`, or `murmur/datasets` in the user's folder for data (XDG Base Directory Specification).
    public static Path ofUser() {
        return of(System.getenv(), System.getProperty("user.home"));
    }

    static Path of(Map<String, String> environment, String home) {
        return variable(environment, VARIABLE)
                .orElseGet(() -> variable(environment, "XDG_DATA_HOME")
                        .orElse(Path.of(home, ".local", "share"))
                        .resolve(Path.of("murmur", "datasets")));
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
