package murmur.launch.site;

import java.util.List;
import murmur.BadInput;
import tools.jackson.databind.json.JsonMapper;

/// What a launch to machines behind `ssh` is told.
///
/// @param hosts the lines of the hosts file
/// @param options for `ssh` and `sftp`
/// @param root a folder on the machines, relative to the home there if it is relative
/// @param program the folder of the program: here if it is to be sent, else there
/// @param jdk the folder of a JDK there or here; blank: one is found
/// @param data where data sets come from
public record SshSettings(
        List<HostsFile.Line> hosts,
        List<String> options,
        String root,
        String program,
        boolean sent,
        String jdk,
        Data data) {

    /// @param there a folder of data sets on the machines; blank: none
    /// @param sent a folder here that is copied there; blank: none
    /// @param fetched names of data sets that machines fetch
    public record Data(String there, String sent, List<String> fetched) {}

    public SshSettings {
        if (root.isBlank()
                || root.startsWith("~")
                || root.startsWith("-")
                || root.lines().count() > 1) {
            throw BadInput.must("--remote-dir", "be a path, relative to the home there or absolute", root)
                    .cure("leave out ~/: murmur-files, not ~/murmur-files");
        }
    }

    /// As the record of the launch has it.
    public String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static SshSettings read(String json) {
        return JsonMapper.shared().readValue(json, SshSettings.class);
    }
}
