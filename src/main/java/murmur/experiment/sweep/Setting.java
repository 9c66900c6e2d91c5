package murmur.experiment.sweep;

/// A key of a configuration and what a sweep sets it to.
record Setting(String section, String key, String value) {}
