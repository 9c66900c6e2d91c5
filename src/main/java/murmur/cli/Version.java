package murmur.cli;

import picocli.CommandLine.IVersionProvider;

/// `murmur --version`.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"murmur " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()};
    }
}
