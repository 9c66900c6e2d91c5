package murmur.launch.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import murmur.BadInput;
import murmur.launch.oar.JobName;
import murmur.launch.oar.Oar;
import murmur.launch.oar.OarJob;
import murmur.launch.oar.Submission;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OAR by its commands.
///
/// @param frontend a machine that has them, as the user whose jobs these are
record OarCommands(Access frontend) implements Oar {
    /// In seconds; a server that is down lets commands wait for ever.
    private static final String LIMIT = "120";

    private static final int TIMED_OUT = 124;
    private static final int ABSENT = 127;
    private static final int DELETED_ALREADY = 6;
    private static final Pattern NUMBER = Pattern.compile("^OAR_JOB_ID=(\\d+)$", Pattern.MULTILINE);

    /// SIGTERM, which has hosts save what they have.
    private static final String SIGNAL = "15";

    @Override
    public long submit(Submission submission) throws IOException, InterruptedException {
        Said said = run(words(submission));
        Matcher number = NUMBER.matcher(said.out());
        if (said.isGood() && number.find()) {
            return Long.parseLong(number.group(1));
        }
        String reason = (said.err() + "\n" + said.out())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("OAR_JOB_ID") && !line.contains("Modify resource"))
                .filter(line -> !line.startsWith("Generate a job key"))
                .reduce((earlier, later) -> earlier + "; " + later)
                .orElse("exit status " + said.status());
        throw new BadInput("OAR refuses the job: " + reason);
    }

    static List<String> words(Submission submission) {
        Submission.Need need = submission.need();
        List<String> words =
                new ArrayList<>(List.of("oarsub", "-n", submission.name().text(), "-l", need.resources()));
        words.addAll(List.of("-d", Submission.FOLDER, "-O", Submission.NOWHERE, "-E", Submission.NOWHERE));
        if (!need.properties().isEmpty()) {
            words.addAll(List.of("-p", need.properties()));
        }
        if (need.warning().isPositive()) {
            words.addAll(List.of("--checkpoint", Long.toString(need.warning().toSeconds()), "--signal", SIGNAL));
        }
        if (!submission.queue().isEmpty()) {
            words.addAll(List.of("-q", submission.queue()));
        }
        submission.types().forEach(type -> words.addAll(List.of("-t", type)));
        words.add(submission.command());
        return words;
    }

    @Override
    public Optional<OarJob> find(JobName name) throws IOException, InterruptedException {
        return OarJob.of(jobs("--sql", "job_name = '" + name.text() + "'"), name);
    }

    @Override
    public Optional<OarJob> job(long id) throws IOException, InterruptedException {
        return jobs("-j", Long.toString(id)).stream().findFirst();
    }

    /// Where there are none, OAR prints nothing at all.
    private List<OarJob> jobs(String option, String value) throws IOException, InterruptedException {
        Said said = good(run(List.of("oarstat", "-f", "-J", option, value)));
        if (said.out().isBlank()) {
            return List.of();
        }
        try {
            JsonNode jobs = JsonMapper.shared().readTree(said.out());
            return jobs.propertyStream()
                    .map(entry -> parse(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (JacksonException unreadable) {
            throw new IOException("oarstat answers with something else: " + said.complaint(), unreadable);
        }
    }

    private static OarJob parse(String id, JsonNode job) {
        return new OarJob(
                Long.parseLong(id),
                job.path("name").asString(""),
                job.path("owner").asString(""),
                job.path("state").asString(""),
                texts(job.path("assigned_network_address")),
                job.path("scheduledStart").asLong(0),
                events(job.path("events")) + job.path("message").asString(""));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /// `WALLTIME, SEND_KILL_JOB: ` says more about an end than the message does.
    private static String events(JsonNode events) {
        List<String> types = StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("type").asString(""))
                .sorted()
                .distinct()
                .toList();
        return types.isEmpty() ? "" : String.join(", ", types) + ": ";
    }

    @Override
    public void delete(long id) throws IOException, InterruptedException {
        Said said = run(List.of("oardel", Long.toString(id)));
        if (said.status() != DELETED_ALREADY) {
            good(said);
        }
    }

    private Said run(List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("timeout", LIMIT));
        words.addAll(command);
        Said said = frontend.run(words);
        if (said.status() == TIMED_OUT) {
            throw new IOException(command.getFirst() + " does not answer within " + LIMIT + " s");
        }
        if (said.status() == ABSENT) {
            throw BadInput.must("OAR's command " + command.getFirst(), "be on " + frontend.name(), "missing")
                    .cure("run this on a frontend, or name a site of Grid'5000 with --site");
        }
        return said;
    }

    private static Said good(Said said) throws IOException {
        if (!said.isGood()) {
            throw new IOException("OAR: " + said.complaint());
        }
        return said;
    }
}
