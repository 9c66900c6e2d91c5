package murmur.launch.grid5000;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.BadInput;

/// How long a run may take, written `H:MM:SS`. Hours are unbounded; minutes and seconds above 59 are carried.
public record Walltime(Duration duration) {
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,6}):(\\d{1,6}):(\\d{1,6})");

    /// What the reference reserves beyond the walltime, to collect results in.
    public static final Duration MARGIN = Duration.ofMinutes(10);

    public Walltime {
        BadInput.unless(duration.isPositive(), "walltime", "be above 0:00:00", duration);
    }

    /// @throws BadInput unless it is written `H:MM:SS`
    public static Walltime parse(String text) {
        Matcher fields = FORMAT.matcher(text.strip());
        if (!fields.matches()) {
            throw BadInput.must("walltime", "be written H:MM:SS", text).cure("for four and a half hours write 4:30:00");
        }
        return new Walltime(Duration.ofHours(number(fields, 1))
                .plusMinutes(number(fields, 2))
                .plusSeconds(number(fields, 3)));
    }

    private static int number(Matcher fields, int group) {
        return Integer.parseInt(fields.group(group));
    }

    /// What is to be reserved: ten minutes more.
    public Walltime reserved() {
        return new Walltime(duration.plus(MARGIN));
    }

    public long seconds() {
        return duration.toSeconds();
    }

    /// `HH:MM:SS`, as schedulers read it.
    @Override
    public String toString() {
        return "%02d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
