package murmur.experiment;

/// Where a value was given; error messages name it, so that the user knows what to change.
public sealed interface Origin {
    /// A line of a file, counted from 1.
    record Line(String file, int number) implements Origin {}

    /// An option of the command line, as the user writes it: `--iterations`.
    record Option(String name) implements Origin {}
}
