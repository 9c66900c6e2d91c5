package murmur.data.catalogue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.data.catalogue.FetchEvent.Loaded;
import murmur.data.catalogue.FetchEvent.Loading;
import murmur.data.catalogue.FetchEvent.Retrying;

/// Loads a file from a server, and goes on where an earlier attempt, or an earlier process, was broken off (RFC 9110,
/// §13 and §14: `Range` with `If-Range`). A server that ignores that, or whose file has changed, sends all of it, and
/// the file begins anew.
final class HttpTransfer implements AutoCloseable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
    private static final Pattern UNSATISFIED_RANGE = Pattern.compile("bytes \\*/(\\d+)");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int TIMED_OUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Patience patience;
    private final FetchEvent.Listener listener;

    HttpTransfer(Patience patience, FetchEvent.Listener listener) {
        this.patience = patience;
        this.listener = listener;
        client = HttpClient.newBuilder()
                .connectTimeout(patience.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /// Loads all of a file to `part`.
    ///
    /// @throws FetchFailure if the server refuses, or after too many attempts without a byte more
    void load(URI address, PartFile part) throws IOException, InterruptedException {
        long furthest = 0;
        for (int failed = 1; ; failed++) {
            try {
                attempt(address, part);
                return;
            } catch (FetchFailure refused) {
                throw refused;
            } catch (IOException failure) {
                if (part.length() > furthest) {
                    furthest = part.length();
                    failed = 1;
                }
                if (failed >= patience.attempts()) {
                    throw new FetchFailure(
                            address + ": gave up after " + failed + " attempts: " + reason(address, failure)
                                    + "; get the file in another way, and give it with --from",
                            failure);
                }
                Duration pause = patience.pauseAfter(failed);
                listener.on(new Retrying(address, reason(address, failure), pause));
                Thread.sleep(pause);
            }
        }
    }

    private static String reason(URI address, IOException failure) {
        if (failure instanceof ConnectException && failure.getMessage() == null) {
            return "no connection to " + address.getHost();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private void attempt(URI address, PartFile part) throws IOException, InterruptedException {
        long from = part.length();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(patience.stall()).header("User-Agent", "murmur");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-")
                    .header("If-Range", part.validator().orElseThrow());
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                client.send(request.build(), BodyHandlers.ofPublisher());
        try (Chunks body = new Chunks(patience.stall())) {
            response.body().subscribe(body);
            if (startsAt(response, from)) {
                listener.on(new Loading(address, from));
                receive(body, part, from, total(response, from));
            } else if (response.statusCode() == OK) {
                part.restart(validator(response));
                listener.on(new Loading(address, 0));
                receive(body, part, 0, total(response, 0));
            } else if (response.statusCode() != RANGE_NOT_SATISFIABLE || !isWhole(response, from)) {
                if (response.statusCode() == RANGE_NOT_SATISFIABLE || response.statusCode() == PARTIAL) {
                    part.delete();
                }
                throw problem(address, response.statusCode());
            }
        }
    }

    private static boolean startsAt(HttpResponse<?> response, long from) {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        return response.statusCode() == PARTIAL && range.matches() && Long.parseLong(range.group(1)) == from;
    }

    /// Whether the server refuses to go on because nothing is left.
    private static boolean isWhole(HttpResponse<?> response, long length) {
        Matcher range = UNSATISFIED_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        return range.matches() && Long.parseLong(range.group(1)) == length;
    }

    private static IOException problem(URI address, int status) {
        boolean passing = status >= SERVER_ERROR
                || status == TIMED_OUT
                || status == TOO_MANY_REQUESTS
                || status == RANGE_NOT_SATISFIABLE
                || status == PARTIAL;
        String message = "the server answered with status " + status;
        return passing ? new IOException(message) : new FetchFailure(address + ": " + message);
    }

    /// What tells versions apart: a strong ETag, or the time of the last change. A weak ETag is no promise about bytes.
    private static Optional<String> validator(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"));
    }

    /// The length of the whole file, 0 if unknown.
    private static long total(HttpResponse<?> response, long from) {
        long left = response.headers().firstValueAsLong("Content-Length").orElse(0);
        return left == 0 ? 0 : from + left;
    }

    private void receive(Chunks body, PartFile part, long from, long total) throws IOException, InterruptedException {
        long done = from;
        String name = part.path().getFileName().toString().replaceFirst("\\.part$", "");
        try (FileChannel file = open(part.path(), from)) {
            for (Optional<List<ByteBuffer>> piece = body.next(); piece.isPresent(); piece = body.next()) {
                for (ByteBuffer buffer : piece.get()) {
                    while (buffer.hasRemaining()) {
                        done += file.write(buffer);
                    }
                }
                listener.on(new Loaded(name, done, total));
            }
        }
        if (total > 0 && done != total) {
            throw new IOException("the connection broke after " + done + " of " + total + " bytes");
        }
    }

    private static FileChannel open(Path part, long from) throws IOException {
        FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.truncate(from).position(from);
        return file;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
