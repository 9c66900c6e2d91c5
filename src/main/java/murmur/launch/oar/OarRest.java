package murmur.launch.oar;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import murmur.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OAR of one site of Grid'5000, by the REST interface. Source: the public code of grid5000/g5k-api, and the
/// documentation of <https://api.grid5000.fr>.
public final class OarRest implements Oar {
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 20;
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int LATER_TRIES = 3;

    private final Api api;
    private final String user;
    private final String jobs;

    /// @param root such as `https://api.grid5000.fr/stable`
    /// @param site such as `rennes`
    public OarRest(URI root, String site, Login login) {
        this(root, site, login, Api.Patience.USUAL);
    }

    OarRest(URI root, String site, Login login, Api.Patience patience) {
        BadInput.unless(site.matches("[a-z0-9-]+"), "--site", "be the name of a site, such as rennes", site);
        api = new Api(root, login, patience);
        user = login.user();
        jobs = "/sites/" + site + "/jobs";
    }

    /// Where the answer is lost nobody knows whether there is a job: it is looked for, and not asked for again.
    @Override
    public long submit(Submission submission) throws IOException, InterruptedException {
        try {
            return submitted(submission);
        } catch (IOException lost) {
            return later(submission.name()).orElseThrow(() -> lost).id();
        }
    }

    private long submitted(Submission submission) throws IOException, InterruptedException {
        HttpResponse<String> response =
                api.post(api.resolve(jobs), JsonMapper.shared().writeValueAsString(body(submission)));
        if (response.statusCode() == BAD_REQUEST) {
            throw new BadInput("OAR refuses the job: " + message(response.body()));
        }
        return number(Api.good(response));
    }

    private Optional<OarJob> later(JobName name) throws IOException, InterruptedException {
        Optional<OarJob> found = find(name);
        for (int tried = 1; found.isEmpty() && tried < LATER_TRIES; tried++) {
            Thread.sleep(1000L * tried);
            found = find(name);
        }
        return found;
    }

    private static String message(String body) {
        try {
            JsonNode message = JsonMapper.shared().readTree(body).path("message");
            return message.isString() ? message.asString() : body.strip();
        } catch (JacksonException text) {
            return body.strip();
        }
    }

    /// The number is the last part of where the job is; the answer may hold the job, too.
    private static long number(HttpResponse<String> response) throws IOException {
        String place = response.headers().firstValue("Location").orElse("");
        String last = place.substring(place.lastIndexOf('/') + 1);
        if (last.matches("\\d{1,18}")) {
            return Long.parseLong(last);
        }
        long number = tree(response).path("uid").asLong(0);
        if (number <= 0) {
            throw new IOException("the answer to a submission must say where the job is, was " + response.body());
        }
        return number;
    }

    static Map<String, Object> body(Submission submission) {
        Submission.Need need = submission.need();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", submission.name().text());
        body.put("resources", need.resources());
        body.put("command", submission.command());
        body.put("directory", Submission.FOLDER);
        body.put("stdout", Submission.NOWHERE);
        body.put("stderr", Submission.NOWHERE);
        if (!need.properties().isEmpty()) {
            body.put("properties", need.properties());
        }
        if (need.warning().isPositive()) {
            body.put("checkpoint", need.warning().toSeconds());
            body.put("signal", 15);
        }
        if (!submission.queue().isEmpty()) {
            body.put("queue", submission.queue());
        }
        if (!submission.types().isEmpty()) {
            body.put("types", submission.types());
        }
        return body;
    }

    /// The list has all jobs of the name, those that are over among them, but not their machines.
    @Override
    public Optional<OarJob> find(JobName name) throws IOException, InterruptedException {
        List<OarJob> found = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            URI uri = api.resolve(jobs + "?limit=" + PAGE + "&offset=" + page * PAGE + "&user=" + encoded(user)
                    + "&name=" + encoded(name.text()));
            JsonNode list = tree(Api.good(api.get(uri)));
            JsonNode items = list.path("items");
            StreamSupport.stream(items.spliterator(), false).map(OarRest::parse).forEach(found::add);
            if (items.isEmpty()
                    || (long) (page + 1) * PAGE >= list.path("total").asLong(0)) {
                break;
            }
        }
        return OarJob.of(found, name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<OarJob> job(long id) throws IOException, InterruptedException {
        HttpResponse<String> response = api.get(api.resolve(jobs + "/" + id));
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(parse(tree(Api.good(response))));
    }

    private static OarJob parse(JsonNode job) {
        JsonNode nodes = job.path("assigned_nodes");
        return new OarJob(
                job.path("uid").asLong(0),
                job.path("name").asString(""),
                job.path("user_uid").asString(job.path("user").asString("")),
                job.path("state").asString(""),
                StreamSupport.stream(nodes.spliterator(), false)
                        .map(JsonNode::asString)
                        .toList(),
                job.path("scheduled_at").asLong(0),
                job.path("message").asString(""));
    }

    private static JsonNode tree(HttpResponse<String> response) throws IOException {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException unreadable) {
            throw new IOException(response.uri() + " must answer with JSON, answers with something else", unreadable);
        }
    }

    /// A job that is over, or being deleted already, is refused in several ways.
    @Override
    public void delete(long id) throws IOException, InterruptedException {
        HttpResponse<String> response = api.delete(api.resolve(jobs + "/" + id));
        if (response.statusCode() == NOT_FOUND || response.statusCode() / 100 == 2) {
            return;
        }
        Optional<OarJob> left = job(id).filter(job -> !job.isOver());
        if (left.isPresent() && response.statusCode() != BAD_REQUEST) {
            Api.good(response);
        }
    }
}
