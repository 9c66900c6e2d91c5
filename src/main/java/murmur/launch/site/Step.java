package murmur.launch.site;

import java.util.Locale;

/// What a launch does, in this order.
public enum Step {
    /// Refuses what cannot work, before anything is touched.
    CHECK,
    /// Puts program, configuration and whatever else a run needs where its machines find it.
    STAGE,
    /// Asks for machines, where there is somebody to ask.
    RESERVE,
    /// Waits until the machines are there, and starts a host on each.
    START,
    /// Watches the hosts until all have ended.
    FOLLOW,
    /// Fetches the results, checks them, and puts those of all machines together.
    COLLECT,
    /// Gives the machines back and deletes what was staged.
    RELEASE;

    /// As records and tables have it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
