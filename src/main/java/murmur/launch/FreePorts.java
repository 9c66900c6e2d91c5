package murmur.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/// Ports of this machine that nobody has.
public final class FreePorts {
    private static final int PORT_STRIDE = 2;

    private FreePorts() {}

    /// An offset from which the ports of that many hosts on this machine are free at the moment.
    public static int offset(int hosts) {
        try {
            while (true) {
                int first;
                try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    first = any.getLocalPort();
                }
                if (IntStream.range(0, hosts).allMatch(machine -> isFree(first + PORT_STRIDE * machine))) {
                    return first - 1;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot find a free port", failure);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }
}
