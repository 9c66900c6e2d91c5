package murmur.report.picture;

/// A drawing in every format.
public interface Picture {
    byte[] svg();

    byte[] png();

    byte[] pdf();
}
