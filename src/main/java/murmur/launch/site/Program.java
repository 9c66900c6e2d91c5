package murmur.launch.site;

import java.io.IOException;
import java.util.List;

/// How Murmuration is started on a machine.
public interface Program {
    /// @throws murmur.BadInput if it cannot run there, with the cure
    void check(Access machine) throws IOException, InterruptedException;

    /// Puts it there, unless it is there.
    ///
    /// @param root a folder for what several launches use
    /// @return the words that start it, before those of a command
    List<String> stage(Access machine, String root) throws IOException, InterruptedException;

    /// One that is there, by the words that start it.
    record Present(List<String> words) implements Program {
        @Override
        public void check(Access machine) {}

        @Override
        public List<String> stage(Access machine, String root) {
            return words;
        }
    }
}
