package murmur.report.figure;

/// A figure that can be drawn, and read as a table.
public interface Chart {
    /// Of its files, without ending: `accuracy`.
    String name();

    /// What it shows.
    String title();

    /// How to read it, and what was left out.
    String caption();

    byte[] svg();

    byte[] pdf();

    /// The numbers it was drawn from: a line of names, then one line per mark.
    String csv();
}
