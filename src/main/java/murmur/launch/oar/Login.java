package murmur.launch.oar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import murmur.BadInput;

/// A user of the REST interface. The password is in no record of a launch, on no command line, and in no message.
public final class Login {
    private static final Set<PosixFilePermission> OWN =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final String USER = "username";
    private static final String PASSWORD = "password";

    private final String user;
    private final String password;

    private Login(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /// From `GRID5000_USER` and `GRID5000_PASSWORD`.
    ///
    /// @throws BadInput if they are not there
    public static Login of(Map<String, String> environment) {
        return new Login(required(environment, "GRID5000_USER"), required(environment, "GRID5000_PASSWORD"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw BadInput.must(name, "be set, or a file with the password be there", "missing")
                    .cure("write 'username: YOU' and 'password: SECRET' to ~/.python-grid5000.yaml, mode 600, or"
                            + " name another such file with --login FILE");
        }
        return value;
    }

    /// From a file with the lines `username: …` and `password: …`, such as other clients of Grid'5000 read.
    ///
    /// @throws BadInput if others may read it, or it holds something else
    public static Login read(Path file) {
        try {
            if (!OWN.containsAll(Files.getPosixFilePermissions(file))) {
                throw BadInput.must(file.toString(), "be readable by nobody else", "readable by others")
                        .cure("chmod 600 " + file);
            }
            String text = Files.readString(file);
            return new Login(value(text, USER, file), value(text, PASSWORD, file));
        } catch (IOException unreadable) {
            throw BadInput.must(file.toString(), "be a file that can be read", unreadable.getMessage());
        }
    }

    private static String value(String text, String key, Path file) {
        Optional<String> value = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> unquoted(line.substring(key.length() + 1).strip()))
                .filter(found -> !found.isEmpty())
                .findFirst();
        return value.orElseThrow(() -> BadInput.must(file.toString(), "hold a line '" + key + ": …'", "without one"));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && "'\"".indexOf(text.charAt(0)) >= 0 && text.endsWith(text.substring(0, 1));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    public String user() {
        return user;
    }

    /// The value of the header `Authorization`.
    String header() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
