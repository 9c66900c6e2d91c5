package murmur.launch.site;

/// What is known of the host of one machine.
///
/// @param machine its number
/// @param where it is, for messages
/// @param status the exit status of one that has ended; otherwise without meaning
/// @param said the newest line about its progress, or about what keeps it waiting; may be blank
public record HostState(int machine, String where, Phase phase, int status, String said) {
    /// What a host is doing.
    public enum Phase {
        /// Has not started, or waits to be started again.
        WAITING,
        RUNNING,
        /// Has ended by itself, with an exit status.
        ENDED,
        /// Was killed: there is no exit status.
        KILLED,
        /// Its machine does not answer, which says nothing about the host.
        UNREACHABLE
    }

    public boolean isOver() {
        return phase == Phase.ENDED || phase == Phase.KILLED;
    }

    public boolean hasSucceeded() {
        return phase == Phase.ENDED && status == 0;
    }
}
