package murmur.launch.site;

import java.util.List;

/// Who tells the user what happens.
public interface Teller {
    /// Something that stays on the screen.
    void say(String line);

    /// How far something is; takes the place of what was said so before.
    void progress(String line);

    /// What all hosts are doing, each time they were asked.
    default void hosts(List<HostState> hosts) {}
}
