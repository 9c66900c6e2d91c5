package murmur.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `iperf3` gets through the loopback device, if it is installed: one stream of TCP, of bytes that nobody
/// looks at.
final class Iperf {
    private static final String COMMAND = "iperf3";
    private static final int MOST_ATTEMPTS = 20;

    private Iperf() {}

    /// Bytes per second, over a second.
    static Optional<Double> bytesPerSecond() throws IOException, InterruptedException {
        String port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(free.getLocalPort());
        }
        Process server;
        try {
            server = start("-s", "-1", "-B", "127.0.0.1", "-p", port);
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                Process client = start("-c", "127.0.0.1", "-p", port, "-t", "1", "-J");
                String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                JsonNode rate = JsonMapper.shared().readTree(said).at("/end/sum_received/bits_per_second");
                if (client.waitFor() == 0 && rate.isNumber()) {
                    return Optional.of(rate.asDouble() / Byte.SIZE);
                }
                // The server may not be there yet.
                server.waitFor(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
            throw new IOException(COMMAND + " found no server of its own");
        } finally {
            server.destroy();
        }
    }

    private static Process start(String... words) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of(COMMAND));
        all.addAll(List.of(words));
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }
}
