package murmur.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// Which program made a result.
final class BuildInfo {
    private static final String UNKNOWN = "unknown";

    private BuildInfo() {}

    static String version() {
        String version = BuildInfo.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }

    /// The commit the program was built from, where the build knew.
    static String commit() {
        try (InputStream resource = BuildInfo.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            if (resource != null) {
                properties.load(resource);
            }
            return properties.getProperty("commit", UNKNOWN);
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }
}
