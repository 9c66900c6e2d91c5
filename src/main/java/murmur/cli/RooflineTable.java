package murmur.cli;

import java.io.PrintWriter;
import java.util.Locale;
import murmur.bench.Roofline;

/// What `murmur bench --roofline` prints.
final class RooflineTable {
    private RooflineTable() {}

    static void print(Roofline.Report report, PrintWriter out) {
        Roofline.Machine machine = report.machine();
        out.printf(
                Locale.ROOT,
                "One core: %.1f GFLOP/s in products of matrices, %.1f GB/s in sums of large vectors, %.2f ns for a"
                        + " value of noise.%nMixing large models attains %.0f %% of the speed of sums (goal 70).%n%n",
                machine.arithmetic() / 1e9,
                machine.memory() / 1e9,
                1e9 / machine.noise(),
                100 * report.mixing());
        out.printf("%-20s %11s %10s %9s %9s %8s%n", "step", "parameters", "GFLOP", "ms", "limit ms", "attained");
        for (Roofline.Step step : report.steps()) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %11d %10.4f %9.3f %9.3f %6.0f %%%n",
                    step.network(),
                    step.parameters(),
                    step.operations() / 1e9,
                    1e3 * step.seconds(),
                    1e3 * step.limit(),
                    100 * step.limit() / step.seconds());
        }
        out.println();
        out.printf("%-20s %5s %8s", "run", "nodes", "s/iter.");
        report.iterations().getFirst().shares().keySet().forEach(work -> out.printf(" %10s", work));
        out.printf(" %9s %9s%n", "learning", "kernels");
        for (Roofline.Iteration run : report.iterations()) {
            out.printf(Locale.ROOT, "%-20s %5d %8.3f", run.network(), run.nodes(), run.seconds());
            run.shares().values().forEach(share -> out.printf(Locale.ROOT, " %8.1f %%", 100 * share));
            out.printf(Locale.ROOT, " %7.0f %% %7.0f %%%n", 100 * run.learning(), 100 * run.kernels());
        }
    }
}
