package murmur.report.picture;

/// A drawing in either format.
public interface Picture {
    byte[] svg();

    byte[] png();
}
