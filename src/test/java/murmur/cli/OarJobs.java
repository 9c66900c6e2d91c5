package murmur.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.launch.oar.Grid5000StandIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The jobs of a real OAR, in the shape that Grid'5000 gives them.
final class OarJobs implements Grid5000StandIn.Jobs {
    @Override
    public List<Map<String, Object>> all() throws Exception {
        List<Map<String, Object>> jobs = new ArrayList<>();
        String found =
                OarFrontend.as("oarstat", "-f", "-J", "--sql", "job_id > 0").out();
        JsonMapper.shared().readTree(found.isBlank() ? "{}" : found).forEach(job -> jobs.add(shape(job)));
        jobs.sort(Comparator.comparingLong((Map<String, Object> job) -> number(job))
                .reversed());
        return jobs;
    }

    static long number(Map<String, Object> job) {
        return Long.parseLong(String.valueOf(job.get("uid")));
    }

    /// What is not there yet is left out.
    private static Map<String, Object> shape(JsonNode job) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("uid", job.path("Job_Id").asLong());
        shape.put("user_uid", "ada");
        shape.put("name", job.path("name").asString(""));
        shape.put("state", job.path("state").asString().toLowerCase(Locale.ROOT));
        shape.put("message", job.path("message").asString(""));
        putTime(shape, "scheduled_at", job.path("scheduledStart"));
        putTime(shape, "started_at", job.path("startTime"));
        List<String> nodes = new ArrayList<>();
        job.path("assigned_network_address").forEach(node -> nodes.add(node.asString()));
        shape.put("assigned_nodes", nodes);
        return shape;
    }

    private static void putTime(Map<String, Object> shape, String key, JsonNode time) {
        if (time.asLong(0) > 0) {
            shape.put(key, time.asLong());
        }
    }

    @Override
    public long submit(JsonNode body) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("oarsub", "-l", body.get("resources").asString()));
        words.addAll(List.of(
                "-n", body.get("name").asString(), "-d", body.get("directory").asString()));
        words.addAll(List.of(
                "-O", body.get("stdout").asString(), "-E", body.get("stderr").asString()));
        words.addAll(List.of("--checkpoint", body.get("checkpoint").asString(), "--signal", "15"));
        body.path("types").forEach(type -> words.addAll(List.of("-t", type.asString())));
        words.add(body.get("command").asString());
        Murmur said = OarFrontend.as(words.toArray(String[]::new));
        Matcher number = Pattern.compile("OAR_JOB_ID=(\\d+)").matcher(said.out());
        if (said.status() != 0 || !number.find()) {
            throw new IOException(said.out() + said.err());
        }
        return Long.parseLong(number.group(1));
    }

    @Override
    public void delete(long id) throws Exception {
        OarFrontend.as("oardel", Long.toString(id));
    }
}
