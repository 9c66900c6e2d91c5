package murmur.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.catalogue.KnownDataset;
import murmur.data.catalogue.KnownDatasets;
import murmur.launch.TakenPort;

/// What this machine has of what the program needs.
///
/// @param environment variables, by name
/// @param results where runs would leave their results
/// @param datasets the folder of data sets
public record Checkup(Map<String, String> environment, Path results, Path datasets) {
    private static final List<String> ALLOCATION =
            List.of("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_");

    private static final long LITTLE_BYTES = 5L << 30;

    /// `host` listens at the port after the default offset.
    private static final int FIRST_PORT = 9001;

    public Checkup {
        environment = Map.copyOf(environment);
    }

    /// Whether something is as it should be.
    public enum State {
        GOOD,
        /// Not there, and needed for some things only.
        ABSENT,
        /// Nothing, or nothing as it should, works before this is put right.
        WRONG
    }

    /// @param cure what to do about it, if something is to be done
    public record Finding(String subject, State state, String says, Optional<String> cure) {}

    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        all.add(good("Java", System.getProperty("java.vendor.version") + " (" + System.getProperty("java.home") + ")"));
        all.add(good("machine", machine()));
        all.add(libtorch());
        all.add(allocation());
        all.add(dataSets());
        all.add(disk());
        all.add(port());
        all.add(tools("ssh", "launch ssh", "ssh", "sftp"));
        all.add(tools("Slurm", "launch slurm", "sbatch", "squeue"));
        all.add(tools("OAR", "launch g5k on a frontend", "oarsub", "oarstat"));
        all.add(tools("containers", "make -C container", "podman", "apptainer", "singularity", "docker", "buildah"));
        return List.copyOf(all);
    }

    private static Finding good(String subject, String says) {
        return new Finding(subject, State.GOOD, says, Optional.empty());
    }

    private static String machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GB of memory, of which the program uses up to %.1f GB for its own heap",
                system.getArch(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / 1e9,
                Runtime.getRuntime().maxMemory() / 1e9);
    }

    private static Finding libtorch() {
        try {
            MatrixProduct product = new MatrixProduct();
            product.run();
            double speed = MatrixProduct.operations() / Timing.once(product::run) / 1e9;
            return good("libtorch", String.format(Locale.ROOT, "multiplies matrices at %.0f GFLOP/s per core", speed));
        } catch (Exception | LinkageError unusable) {
            return new Finding(
                    "libtorch",
                    State.WRONG,
                    "cannot be loaded: " + unusable,
                    Optional.of("the program brings it for x86-64 Linux with glibc 2.31 or newer; the folder"
                            + " ~/.javacpp, where it is unpacked, must be writable"));
        }
    }

    private Finding allocation() {
        List<String> missing = ALLOCATION.stream()
                .filter(name -> !environment.containsKey(name))
                .toList();
        return missing.isEmpty()
                ? good("start", "by the script murmur, with memory kept instead of returned")
                : new Finding(
                        "start",
                        State.ABSENT,
                        String.join(", ", missing) + " not set, so that training is slower",
                        Optional.of("start the program with the script murmur"));
    }

    private Finding dataSets() {
        List<String> here = KnownDatasets.all().stream()
                .filter(known -> known.look(datasets, false).complete())
                .map(KnownDataset::name)
                .toList();
        return new Finding(
                "data sets",
                State.GOOD,
                String.join(", ", here) + " (in " + datasets + ")",
                Optional.of("murmur data list shows the others, and how to get them"));
    }

    private Finding disk() {
        try {
            long free = Files.getFileStore(existing(results)).getUsableSpace();
            String says = String.format(Locale.ROOT, "%.1f GB free for results in %s", free / 1e9, results);
            return Files.isWritable(existing(results)) && free >= LITTLE_BYTES
                    ? good("disk", says)
                    : new Finding(
                            "disk",
                            State.ABSENT,
                            Files.isWritable(existing(results)) ? says : results + " cannot be written to",
                            Optional.of("name another folder with --log-dir"));
        } catch (IOException unknown) {
            return new Finding("disk", State.ABSENT, "unknown: " + unknown.getMessage(), Optional.empty());
        }
    }

    private static Path existing(Path folder) {
        Path each = folder.toAbsolutePath();
        while (!Files.exists(each) && each.getParent() != null) {
            each = each.getParent();
        }
        return each;
    }

    private static Finding port() {
        try {
            TakenPort.requireFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT));
            return good("ports", "the first one of murmur host, " + FIRST_PORT + ", is free");
        } catch (BadInput taken) {
            return new Finding("ports", State.ABSENT, String.valueOf(taken.getMessage()), Optional.empty());
        }
    }

    private Finding tools(String subject, String use, String... names) {
        List<String> here = Stream.of(names).filter(this::isOnPath).toList();
        return here.isEmpty()
                ? new Finding(subject, State.ABSENT, "not here; only " + use + " needs it", Optional.empty())
                : good(subject, String.join(", ", here));
    }

    private boolean isOnPath(String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
