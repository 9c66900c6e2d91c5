package murmur.bench;

/// One measured number.
public record Figure(String name, double value, String unit) {}
