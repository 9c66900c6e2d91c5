package murmur.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import murmur.experiment.Experiment;
import murmur.experiment.Wiring;
import murmur.topology.GraphFile;
import murmur.topology.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder `graphs` of a run whose topology changes: each graph as a file of edges, `<iteration>`, or
/// `<iteration>_<mixing step>` where every mixing step has its own, both counted from 0 as in the reference.
///
/// Graphs follow from the seed, so nothing is lost when a long run stops logging them after a quarter of a gigabyte.
final class GraphLog {
    private static final Logger LOG = LoggerFactory.getLogger(GraphLog.class);
    private static final long MOST_CHARACTERS = 1L << 28;

    private final Wiring wiring;
    private final int mixingSteps;
    private final Path folder;
    private int next;
    private long written;

    GraphLog(Experiment experiment, Path folder) {
        wiring = experiment.exchange().wiring();
        mixingSteps = experiment.schedule().mixingSteps();
        this.folder = folder;
    }

    /// Goes on after so many iterations, whose graphs are there.
    synchronized void resume(int iterations) {
        next = iterations;
    }

    /// Writes the graphs of an iteration unless they were written.
    synchronized void log(int iteration) throws IOException {
        if (iteration != next || wiring.fixedGraph().isPresent() || written > MOST_CHARACTERS) {
            return;
        }
        Files.createDirectories(folder);
        next++;
        if (!wiring.newAtEveryMixingStep()) {
            write(new Step(iteration, 0), Integer.toString(iteration));
            return;
        }
        for (int mixing = 0; mixing < mixingSteps; mixing++) {
            write(new Step(iteration, mixing), iteration + "_" + mixing);
        }
    }

    private void write(Step step, String name) throws IOException {
        written += GraphFile.writeEdges(wiring.topology().at(step), folder.resolve(name));
        if (written > MOST_CHARACTERS) {
            LOG.warn("graphs/{} is the last graph that is logged; further ones would fill the disk", name);
        }
    }
}
