package murmur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import murmur.launch.oar.Grid5000StandIn;

/// Somebody outside, who reaches OAR by a REST interface and its frontend by ssh.
///
/// @param folder of theirs
/// @param access the jump host, or `none`
record OarOutside(OarFrontend frontend, Path folder, Grid5000StandIn server, String access) {
    /// The words that launch a configuration.
    List<String> launch(String configuration, String name, int machines, String password) throws Exception {
        Path login = Files.writeString(folder.resolve("login"), "username: ada\npassword: " + password + "\n");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
        Path ini = Files.writeString(folder.resolve("c.ini"), configuration);
        List<String> words = murmur("launch", "g5k", ini.toString(), "--machines", Integer.toString(machines));
        words.addAll(List.of("--walltime", "0:05:00", "--name", name, "--site", "rennes", "--api", "" + server.root()));
        words.addAll(List.of("--login", login.toString(), "--frontend", "n1", "--access", access));
        words.addAll(List.of("--ssh-config", sshConfiguration().toString()));
        words.addAll(List.of("--program", frontend.folder().toString(), "--save-dir", folder.resolve("saved") + ""));
        return words;
    }

    /// The program, as they run it.
    List<String> murmur(String... words) {
        List<String> all = new ArrayList<>(List.of("env", "MURMUR_STATE=" + folder.resolve("state")));
        all.add(frontend.program().toString());
        all.addAll(Arrays.asList(words));
        return all;
    }

    private Path sshConfiguration() throws Exception {
        Path key = folder.resolve("id");
        if (!Files.exists(key)) {
            OarFrontend.execute(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
            OarFrontend.file(".ssh/authorized_keys", Files.readString(folder.resolve("id.pub")));
        }
        return Files.writeString(
                folder.resolve("ssh_config"), """
                Host n1 n2
                  User %s
                  Port 6667
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  StrictHostKeyChecking accept-new
                """.formatted(OarFrontend.USER, key, folder.resolve("known_hosts")));
    }
}
