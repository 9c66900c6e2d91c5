package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import murmur.BadInput;

/// Where machines have their data sets from.
///
/// @param there a folder that they have; blank: none is named
/// @param from a folder here that is copied to them; blank: none is
/// @param fetched data sets that each gets for itself, from the publisher; machines that share a disk get them once
record StagedData(String there, String from, List<String> fetched) {
    static final StagedData NONE = new StagedData("", "", List.of());

    /// @throws BadInput if a machine has no such folder
    void check(Access machine) throws IOException, InterruptedException {
        if (!there.isEmpty() && !machine.run(List.of("test", "-d", there)).isGood()) {
            throw BadInput.must("--datasets", "be a folder on " + machine.name(), there)
                    .cure("name the folder it has there, copy one from here with --send-datasets DIR, or have it"
                            + " fetch what it needs with --fetch-data NAME");
        }
    }

    /// @param root of what several launches use
    /// @param program the words that start it there
    /// @return the folder of data sets there; blank: where the program looks by itself
    String provide(Access machine, String root, List<String> program) throws IOException, InterruptedException {
        for (String name : fetched) {
            List<String> words = new ArrayList<>(program);
            words.addAll(List.of("data", "fetch", name));
            Said said = machine.run(words);
            if (!said.isGood()) {
                throw new IOException(machine.name() + ": data fetch " + name + ": " + said.complaint());
            }
        }
        if (from.isEmpty()) {
            return there;
        }
        String copy = root + "/datasets";
        new Courier(machine).send(Path.of(from), copy);
        return copy;
    }
}
