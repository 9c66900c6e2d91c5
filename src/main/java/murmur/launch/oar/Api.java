package murmur.launch.oar;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import murmur.BadInput;

/// Requests to a REST interface, each with a limit of time. What changes nothing, or nothing more when it comes
/// twice, is tried again; a submission never is.
final class Api {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final List<Integer> PASSING = List.of(429, 500, 502, 503, 504);
    private static final int SHOWN = 300;

    private final URI root;
    private final Login login;
    private final Patience patience;
    private final HttpClient client;

    /// How long an answer is waited for.
    ///
    /// @param limit for one answer
    /// @param tries of a request that may be repeated
    /// @param pause before the second try; twice as long before each further one
    record Patience(Duration limit, int tries, Duration pause) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(30), 4, Duration.ofSeconds(1));
    }

    Api(URI root, Login login, Patience patience) {
        boolean local = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(root.getHost()));
        if (!"https".equals(root.getScheme()) && !("http".equals(root.getScheme()) && local)) {
            throw BadInput.must("--api", "be an address that begins with https://, as a password is sent there", root);
        }
        this.root = root;
        this.login = login;
        this.patience = patience;
        client = HttpClient.newBuilder().connectTimeout(patience.limit()).build();
    }

    URI resolve(String path) {
        return URI.create(root + path);
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return repeated(request(uri).GET().build());
    }

    HttpResponse<String> delete(URI uri) throws IOException, InterruptedException {
        return repeated(request(uri).DELETE().build());
    }

    /// Is sent once.
    HttpResponse<String> post(URI uri, String json) throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.ofString(json);
        return once(request(uri)
                .header("Content-Type", "application/json")
                .POST(body)
                .build());
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(patience.limit())
                .header("Accept", "application/json")
                .header("Authorization", login.header());
    }

    private HttpResponse<String> repeated(HttpRequest request) throws IOException, InterruptedException {
        Duration pause = patience.pause();
        for (int tried = 1; tried < patience.tries(); tried++) {
            Optional<HttpResponse<String>> answer = unlessPassing(request);
            if (answer.isPresent()) {
                return answer.get();
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
        }
        return once(request);
    }

    /// Nothing for what may be otherwise in a moment.
    private Optional<HttpResponse<String>> unlessPassing(HttpRequest request) throws InterruptedException {
        try {
            return Optional.of(once(request)).filter(answer -> !PASSING.contains(answer.statusCode()));
        } catch (IOException failure) {
            return Optional.empty();
        }
    }

    private HttpResponse<String> once(HttpRequest request) throws IOException, InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == UNAUTHORIZED) {
                throw BadInput.must("user and password for " + root.getHost(), "be right", "those of " + login.user())
                        .cure("the password is that of https://api.grid5000.fr, not of a key for ssh");
            }
            return response;
        } catch (HttpTimeoutException late) {
            throw new IOException(
                    root.getHost() + " must answer within " + patience.limit().toSeconds() + " s, did not", late);
        } catch (BadInput wrong) {
            throw wrong;
        } catch (IOException failure) {
            throw new IOException(root.getHost() + " cannot be asked: " + failure.getMessage(), failure);
        }
    }

    /// @throws IOException unless the answer is a good one
    static HttpResponse<String> good(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response;
        }
        String place = response.uri().getHost() + response.uri().getPath();
        String said = response.body().strip();
        said = said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said;
        if (status == FORBIDDEN) {
            throw BadInput.must(place, "be open to this user", "forbidden (403): " + said);
        }
        if (status == NOT_FOUND) {
            throw BadInput.must(place, "exist", "not there (404)").cure("check the name of the site");
        }
        throw new IOException(place + " answers " + status + ": " + said);
    }
}
