package murmur.report;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import murmur.experiment.Experiment;
import murmur.node.NodeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `run.log` of a result folder: what happened, in lines like the reference's, `[time][module][level] message`.
/// Evaluations are told at INFO, every iteration of every node and every exchange at DEBUG.
public final class RunLog implements NodeEvent.Observer, AutoCloseable {
    private static final String PATTERN = "[%d][%logger{0}][%level] %msg%n";
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final FileAppender<ILoggingEvent> file;
    private final ch.qos.logback.classic.Logger root;

    private RunLog(FileAppender<ILoggingEvent> file, ch.qos.logback.classic.Logger root) {
        this.file = file;
        this.root = root;
    }

    /// Sends all logging of this process to `file`.
    ///
    /// @param more whether the file goes on where it is
    /// @param level DEBUG, INFO, WARNING, ERROR or CRITICAL, the reference's names
    public static RunLog open(Path file, String level, boolean more) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setAppend(more);
        appender.setFile(file.toString());
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(level));
        root.addAppender(appender);
        return new RunLog(appender, root);
    }

    private static Level level(String name) {
        return switch (name) {
            case "WARNING" -> Level.WARN;
            case "CRITICAL" -> Level.ERROR;
            default -> Level.toLevel(name);
        };
    }

    /// Says what is about to run.
    public void start(Experiment experiment) {
        LOG.info("experiment {}: {} nodes, {}", experiment.name(), experiment.nodes(), experiment.schedule());
        LOG.info(
                "{}, {}",
                experiment.learning().data().name(),
                experiment.learning().split());
        LOG.info(
                "{}, {}",
                experiment.learning().model().name(),
                experiment.learning().training());
        LOG.info(
                "{}, {}", experiment.exchange().sharing(), experiment.exchange().mixing());
    }

    @Override
    public void on(NodeEvent event) {
        switch (event) {
            case NodeEvent.Shared shared ->
                LOG.debug(
                        "node {} shared its model with {}",
                        shared.node(),
                        shared.audience().receivers());
            case NodeEvent.IterationEnded ended -> {
                if (ended.evaluation().isEmpty()) {
                    LOG.debug("node {} finished iteration {}", ended.node(), ended.iteration() + 1);
                } else {
                    LOG.info(
                            "node {}, iteration {}: {}",
                            ended.node(),
                            ended.iteration() + 1,
                            ended.evaluation().withoutClasses());
                }
            }
            case NodeEvent.Finished finished -> LOG.info("node {} finished", finished.node());
        }
    }

    @Override
    public void close() {
        root.setLevel(Level.OFF);
        root.detachAppender(file);
        file.stop();
    }
}
