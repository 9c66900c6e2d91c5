package murmur.launch.site;

/// Whether the machines that were asked for are there.
public sealed interface Grant {
    /// Not yet.
    ///
    /// @param why in words, such as the state of a job and when it may start
    record Waiting(String why) implements Grant {}

    /// They are.
    ///
    /// @param notes what is known now, such as their names
    record Ready(Notes notes) implements Grant {}

    /// They will not come.
    record Refused(String why) implements Grant {}
}
