package murmur.launch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import murmur.BadInput;

/// Says before a run starts that its port cannot be opened, and who has it.
public final class TakenPort {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private TakenPort() {}

    /// @throws BadInput if nobody can listen there
    public static void requireFree(InetSocketAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException refused) {
            String who =
                    owner(address.getPort()).map(name -> ", taken by " + name).orElse(", " + refused.getMessage());
            throw BadInput.must(
                            "port " + address.getPort() + " of "
                                    + address.getAddress().getHostAddress(),
                            "be free",
                            "not" + who)
                    .cure("end that process, or give all machines another [COMMUNICATION] offset (--offset)");
        }
    }

    /// The process that listens at a port, where Linux lets us see it.
    private static Optional<String> owner(int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROCESSES.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(cells -> cells.length > INODE && cells[STATE].equals(LISTENING))
                .filter(cells -> cells[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .flatMap(cells -> process("socket:[" + cells[INODE] + "]").stream())
                .findFirst();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    private static Optional<String> process(String socket) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(PROCESSES.resolve(process.pid() + "/fd"), socket))
                .findFirst()
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""));
    }

    private static boolean holds(Path descriptors, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | java.nio.file.DirectoryIteratorException hidden) {
            return false;
        }
    }
}
