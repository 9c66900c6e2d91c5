package murmur.data.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// An HTTP server on this machine that serves one file, and behaves as it is told: request by request, then well.
final class MoodyServer implements AutoCloseable {
    /// How one request is answered.
    sealed interface Mood {
        /// With a status and no file.
        record Status(int code) implements Mood {}

        /// All of it, or the range asked for, but the connection ends after `bytes` of the body.
        record CutOff(int bytes) implements Mood {}

        /// So many bytes, and then nothing, with the connection open.
        record Stall(int bytes) implements Mood {}

        /// So many bytes, and the rest after [#goOn].
        record Pause(int bytes) implements Mood {}

        /// All of it, whatever range is asked for.
        record NoRanges() implements Mood {}

        record Well() implements Mood {}
    }

    /// @param range the header `Range`, or empty
    /// @param sent bytes of the body that were to be sent
    record Request(String range, String ifRange, int sent) {}

    private final ServerSocket socket;
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch resumption = new CountDownLatch(1);
    private final CountDownLatch stalled = new CountDownLatch(1);
    private volatile byte[] content;
    private volatile String etag = "\"1\"";

    MoodyServer(byte[] content) {
        this.content = content;
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    MoodyServer then(Mood... next) {
        moods.addAll(List.of(next));
        return this;
    }

    void change(byte[] newContent, String newTag) {
        content = newContent;
        etag = newTag;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    void goOn() {
        resumption.countDown();
    }

    /// Waits until a client was left hanging.
    void awaitStall() throws InterruptedException {
        stalled.await();
    }

    URI address(String name) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + name);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Map<String, String> headers = headers(client);
            Mood mood = moods.isEmpty() ? new Mood.Well() : moods.remove();
            answer(client, headers, mood);
        } catch (IOException | InterruptedException gone) {
            // The client hung up, as some tests want it to.
        }
    }

    private static Map<String, String> headers(Socket client) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        reader.readLine();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            headers.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        return headers;
    }

    private void answer(Socket client, Map<String, String> headers, Mood mood)
            throws IOException, InterruptedException {
        byte[] all = content;
        String range = headers.getOrDefault("Range", "");
        String ifRange = headers.getOrDefault("If-Range", "");
        boolean partial = !range.isEmpty() && ifRange.equals(etag) && !(mood instanceof Mood.NoRanges);
        int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        byte[] body = mood instanceof Mood.Status ? new byte[0] : Arrays.copyOfRange(all, from, all.length);
        int sent = switch (mood) {
            case Mood.CutOff cut -> Math.min(cut.bytes(), body.length);
            case Mood.Stall stall -> Math.min(stall.bytes(), body.length);
            case Mood.Pause pause -> Math.min(pause.bytes(), body.length);
            default -> body.length;
        };
        String status = mood instanceof Mood.Status wrong ? "" + wrong.code() : partial ? "206" : "200";
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\nConnection: close\r\nETag: " + etag);
        if (partial) {
            head.append("\r\nContent-Range: bytes " + from + "-" + (all.length - 1) + "/" + all.length);
        }
        head.append("\r\nContent-Length: " + body.length + "\r\n\r\n");
        requests.add(new Request(range, ifRange, sent));
        OutputStream out = client.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, sent);
        out.flush();
        if (mood instanceof Mood.Stall || mood instanceof Mood.Pause) {
            stalled.countDown();
            (mood instanceof Mood.Stall ? end : resumption).await();
            out.write(body, sent, body.length - sent);
        }
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        resumption.countDown();
        socket.close();
    }
}
