package murmur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import murmur.BadInput;
import murmur.launch.site.OarSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where OAR is, and where things are put there.
final class Grid5000Place {
    @Option(
            names = "--site",
            paramLabel = "NAME",
            description =
                    "From outside Grid'5000: the site, such as rennes, by its REST interface and ssh (default: this"
                            + " machine is a frontend, and has OAR's commands).")
    private @Nullable String site;

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "https://api.grid5000.fr/stable",
            description = "With --site: the REST interface (default https://api.grid5000.fr/stable).")
    private String api = "https://api.grid5000.fr/stable";

    @Option(
            names = "--login",
            paramLabel = "FILE",
            description =
                    "With --site: a file of mode 600 with the lines 'username: YOU' and 'password: SECRET' (default"
                            + " ~/.python-grid5000.yaml, or else GRID5000_USER and GRID5000_PASSWORD).")
    private @Nullable Path login;

    @Option(
            names = "--frontend",
            paramLabel = "[USER@]HOST",
            description = "With --site: the site's frontend for ssh (default: the name of the site).")
    private @Nullable String frontend;

    @Option(
            names = "--access",
            paramLabel = "[USER@]HOST",
            defaultValue = "access.grid5000.fr",
            description = "With --site: the jump host for ssh (default access.grid5000.fr; none: no jump).")
    private String access = "access.grid5000.fr";

    @Option(
            names = "--ssh-config",
            paramLabel = "FILE",
            description = "With --site: a configuration for ssh instead of ~/.ssh/config.")
    private @Nullable Path sshConfig;

    @Option(
            names = "--ssh-option",
            paramLabel = "KEY=VALUE",
            description = "With --site: an option of ssh, as with its -o; may be repeated.")
    private List<String> sshOptions = new ArrayList<>();

    @Option(
            names = "--storage",
            paramLabel = "DIR",
            defaultValue = ".murmur",
            description =
                    "Where everything is put: a path that all machines share, relative to your home there (default"
                            + " .murmur). For STORAGE name the group's.")
    private String storage = ".murmur";

    @Option(
            names = "--connector",
            paramLabel = "COMMAND",
            defaultValue = "oarsh",
            description = "How a machine of a job reaches another one: words before its name (default oarsh).")
    private String connector = "oarsh";

    @Option(
            names = "--program",
            paramLabel = "DIR",
            description = "The folder there that holds murmur (default: this one; with --site it is sent).")
    private @Nullable String program;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description =
                    "With --site: the folder of a JDK there, or of one here that is sent (default: one is found).")
    private @Nullable String jdk;

    /// Nothing is where this machine is a frontend.
    OarSettings.Outside outside() {
        if (site == null) {
            return OarSettings.Outside.NONE;
        }
        List<String> words = new ArrayList<>();
        if (sshConfig != null) {
            words.addAll(List.of("-F", sshConfig.toAbsolutePath().toString()));
        }
        if (!access.equals("none")) {
            words.addAll(List.of("-J", plain("--access", access)));
        }
        sshOptions.forEach(option -> words.addAll(List.of("-o", option)));
        return new OarSettings.Outside(
                api,
                site,
                loginFile(),
                plain("--frontend", Optional.ofNullable(frontend).orElse(site)),
                words);
    }

    /// What ssh cannot take for an option, nor its own shell for anything else.
    private static String plain(String option, String host) {
        BadInput.unless(
                host.matches("[A-Za-z0-9_.@:\\[\\]][A-Za-z0-9_.@:,\\[\\]-]*"), option, "be a host for ssh", host);
        return host;
    }

    private String loginFile() {
        if (login != null) {
            return login.toAbsolutePath().toString();
        }
        Path usual = Path.of(System.getProperty("user.home"), ".python-grid5000.yaml");
        return Files.exists(usual) ? usual.toString() : "";
    }

    OarSettings.Staging staging(String datasets) {
        List<String> words = List.of();
        if (program != null) {
            words = List.of(program + "/murmur");
        } else if (site == null) {
            words = ThisProgram.words(1, List.of());
        }
        String home = words.isEmpty() ? home() : "";
        String runtime = jdk == null ? "" : Path.of(jdk).toAbsolutePath().toString();
        return new OarSettings.Staging(
                storage, List.of(connector.strip().split("\\s+", -1)), words, home, runtime, datasets);
    }

    /// The start script knows where the program is.
    private static String home() {
        return Optional.ofNullable(System.getProperty("murmur.home"))
                .orElseThrow(() ->
                        BadInput.must("--program", "be given where murmur was not started by its script", "missing"));
    }
}
