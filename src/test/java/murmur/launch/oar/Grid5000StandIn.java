package murmur.launch.oar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server with the shapes of Grid'5000's REST interface, and on demand with its faults.
public final class Grid5000StandIn implements AutoCloseable {
    /// What has the jobs: a list, or a real OAR.
    public interface Jobs {
        /// All, the newest first, in Grid'5000's shape, with `assigned_nodes`.
        List<Map<String, Object>> all() throws Exception;

        /// @return the number of the new job
        long submit(JsonNode body) throws Exception;

        void delete(long id) throws Exception;
    }

    private static final String SECRET = "Basic " + encoded("ada:s3cret");
    private static final String PATH = "/stable/sites/rennes/jobs";

    private final Jobs jobs;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private volatile boolean losesSubmissions;

    public Grid5000StandIn(Jobs jobs) throws IOException {
        this.jobs = jobs;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stable");
    }

    /// Methods and paths, in order.
    List<String> requests() {
        return requests;
    }

    /// The next requests get no answer at all.
    void staySilent(int times) {
        silent.set(times);
    }

    /// The next requests are answered with 503.
    void fail(int times) {
        failing.set(times);
    }

    /// Submissions are accepted, but their answers never arrive.
    void loseSubmissions() {
        losesSubmissions = true;
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try {
            if (silent.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, 503, "<h1>Service Unavailable</h1>");
            } else if (!SECRET.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "Unauthorized");
            } else if (!exchange.getRequestURI().getPath().startsWith(PATH)) {
                answer(exchange, 404, "Not Found");
            } else {
                route(exchange);
            }
        } catch (Exception failure) {
            answer(exchange, 400, json(Map.of("code", 400, "message", String.valueOf(failure.getMessage()))));
        }
    }

    private void route(HttpExchange exchange) throws Exception {
        String rest = exchange.getRequestURI().getPath().substring(PATH.length());
        switch (exchange.getRequestMethod()) {
            case "POST" -> submit(exchange);
            case "DELETE" -> {
                jobs.delete(Long.parseLong(rest.substring(1)));
                exchange.getResponseHeaders().add("X-Oar-Info", "Delete request registered");
                answer(exchange, 202, "");
            }
            default -> {
                if (rest.isEmpty()) {
                    list(exchange);
                } else {
                    one(exchange, Long.parseLong(rest.substring(1)));
                }
            }
        }
    }

    private void submit(HttpExchange exchange) throws Exception {
        long id = jobs.submit(
                JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
        if (losesSubmissions) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Location", PATH + "/" + id);
        answer(exchange, 201, json(Map.of("uid", id, "state", "waiting")));
    }

    private void list(HttpExchange exchange) throws Exception {
        Map<String, String> query = query(exchange.getRequestURI());
        List<Map<String, Object>> all = new ArrayList<>(jobs.all());
        all.removeIf(job -> !query.getOrDefault("name", "").equals(job.get("name"))
                || !query.getOrDefault("user", "").equals(job.get("user_uid")));
        int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
        List<Map<String, Object>> items = all.stream()
                .skip(offset)
                .limit(limit)
                .map(job -> {
                    Map<String, Object> item = new LinkedHashMap<>(job);
                    item.remove("assigned_nodes");
                    return item;
                })
                .toList();
        answer(exchange, 200, json(Map.of("total", all.size(), "offset", offset, "items", items)));
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            String[] sides = part.split("=", 2);
            query.put(sides[0], sides.length > 1 ? URLDecoder.decode(sides[1], StandardCharsets.UTF_8) : "");
        }
        return query;
    }

    private void one(HttpExchange exchange, long id) throws Exception {
        Optional<Map<String, Object>> job = jobs.all().stream()
                .filter(each -> Long.valueOf(id).equals(each.get("uid")))
                .findFirst();
        if (job.isPresent()) {
            answer(exchange, 200, json(job.get()));
        } else {
            answer(exchange, 404, json(Map.of("code", 404, "message", "Cannot find job")));
        }
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
