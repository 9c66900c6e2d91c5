package murmur.launch.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import murmur.BadInput;

/// This program, put on machines that have a JDK but no Murmuration. It stays there for later launches, in a folder
/// that
/// is called by its content.
///
/// @param home the folder of the start script here; or there, if the program is not to be sent
/// @param sent whether it is
/// @param jdk the folder of a JDK, on the machines or here; blank: the start script finds one
record SentProgram(String home, boolean sent, String jdk) implements Program {
    private static final String SCRIPT = "murmur";
    private static final String NEEDED =
            "for each in bash setsid nohup find xargs sha256sum tail grep ln; do command -v \"$each\" >/dev/null ||"
                    + " echo \"$each\"; done";
    private static final int NAME_LENGTH = 16;

    /// Java names files in the encoding of the locale, and a command run by `ssh` often has none.
    private static final String LOCALE = "LC_ALL=C.UTF-8";

    @Override
    public void check(Access machine) throws IOException, InterruptedException {
        String missing = machine.script(NEEDED, List.of()).strip().replace("\n", ", ");
        BadInput.unless(missing.isEmpty(), machine.name(), "have the usual commands", "without " + missing);
        if (!sent && !machine.run(List.of("test", "-x", home + "/" + SCRIPT)).isGood()) {
            throw BadInput.must("--program", "be a folder with the script murmur on " + machine.name(), home);
        }
        if (!jdk.isEmpty()) {
            checkJdk(machine);
        } else if (sent) {
            findJdk(machine);
        }
    }

    private void checkJdk(Access machine) throws IOException, InterruptedException {
        if (!isThere(machine) && !Files.isExecutable(Path.of(jdk, "bin", "java"))) {
            throw BadInput.must("--jdk", "be the folder of a JDK on " + machine.name() + ", or here", jdk);
        }
    }

    private boolean isThere(Access machine) throws IOException, InterruptedException {
        return machine.run(List.of("test", "-x", jdk + "/bin/java")).isGood();
    }

    /// The start script looks as it would once it is there.
    private void findJdk(Access machine) throws IOException, InterruptedException {
        byte[] script = Files.readAllBytes(Path.of(home, SCRIPT));
        Said said = machine.run(List.of("bash", "-s", "--", "--find-jdk"), script);
        if (!said.isGood()) {
            throw new BadInput(machine.name() + ": " + said.err().strip()
                    + "\nor send one along, or name its folder there, with --jdk DIR");
        }
    }

    @Override
    public List<String> stage(Access machine, String root) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("env", LOCALE));
        if (!jdk.isEmpty()) {
            words.add("JAVA_HOME=" + (isThere(machine) ? jdk : sentJdk(machine, root)));
        }
        words.add((sent ? sentProgram(machine, root) : home) + "/" + SCRIPT);
        return words;
    }

    private String sentJdk(Access machine, String root) throws IOException, InterruptedException {
        Path folder = Path.of(jdk);
        String there = root + "/jdk/" + folder.getFileName();
        new Courier(machine).send(folder, there);
        return there;
    }

    private String sentProgram(Access machine, String root) throws IOException, InterruptedException {
        SequencedMap<String, String> sums = sums();
        String there = root + "/programs/" + digest(sums).substring(0, NAME_LENGTH);
        new Courier(machine).send(Path.of(home), sums, there);
        return there;
    }

    private SequencedMap<String, String> sums() throws IOException {
        Path folder = Path.of(home);
        List<Path> files = new ArrayList<>(List.of(
                folder.resolve(SCRIPT),
                folder.resolve("target/murmuration.jar"),
                // Starts faster if it could try itself out once.
                folder.resolve("experiments/quickstart.ini")));
        try (Stream<Path> libraries = Files.list(folder.resolve("target/lib"))) {
            files.addAll(libraries.sorted().toList());
        }
        SequencedMap<String, String> sums = new TreeMap<>();
        for (Path file : files) {
            sums.put(folder.relativize(file).toString(), Courier.sum(file));
        }
        return sums;
    }

    private static String digest(SequencedMap<String, String> sums) {
        try {
            byte[] all = sums.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
