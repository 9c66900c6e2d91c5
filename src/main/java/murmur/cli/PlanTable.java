package murmur.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import murmur.launch.plan.Plan;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What runs will cost, for people and for programs.
///
/// @param several whether there is a row for each, else a line for each figure
record PlanTable(List<Plan> plans, boolean several) {
    private static final int THOUSAND = 1000;
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

    /// A row for each.
    static PlanTable of(List<Plan> plans) {
        return new PlanTable(plans, true);
    }

    String text() {
        if (several) {
            return rows();
        }
        return plans.stream().map(PlanTable::lines).collect(Collectors.joining("\n"));
    }

    private String rows() {
        StringBuilder out = new StringBuilder();
        int width = Math.max(
                6, plans.stream().mapToInt(plan -> plan.name().length()).max().orElse(0));
        String format = "%-" + width + "s %6s %9s %10s %10s %10s %10s %10s %10s%n";
        out.append(String.format(
                format, "target", "nodes", "machines", "sent", "between", "disk", "memory", "time", "walltime"));
        for (Plan plan : plans) {
            out.append(String.format(
                    format,
                    plan.name(),
                    plan.shape().perNode() ? "?" : "" + plan.shape().nodes(),
                    plan.shape().machines(),
                    bytes(perNode(plan, plan.traffic().totalBytes())),
                    bytes(perNode(plan, plan.traffic().betweenMachines())),
                    bytes(perNode(plan, plan.disk().modelBytes() + plan.disk().textBytes())),
                    bytes(plan.memoryBytes()),
                    plan.time().map(time -> clock(time.total())).orElse("–"),
                    plan.walltime().map(Object::toString).orElse("–")));
        }
        return out.toString();
    }

    private static long perNode(Plan plan, long all) {
        return plan.shape().perNode() ? all / plan.shape().nodes() : all;
    }

    private static String lines(Plan plan) {
        StringBuilder out = new StringBuilder();
        row(out, "plan", plan.name());
        row(out, "nodes", nodes(plan.shape()));
        row(
                out,
                "model",
                plan.shape().model().name() + ", "
                        + grouped(plan.shape().model().values()) + " values");
        row(
                out,
                "iterations",
                grouped(plan.shape().iterations()) + ", averaging rounds in each: "
                        + plan.shape().averagingRounds());
        traffic(out, plan);
        disk(out, plan);
        row(out, "memory", bytes(plan.memoryBytes()) + each(plan) + " (estimate)");
        time(out, plan);
        plan.remarks().forEach(remark -> row(out, "note", remark));
        return out.toString();
    }

    private static String each(Plan plan) {
        if (plan.shape().perNode()) {
            return " for one node";
        }
        return plan.shape().machines() > 1 ? " on each machine" : "";
    }

    private static String nodes(Plan.Shape shape) {
        String cores = ", " + shape.cores() + " cores" + (shape.machines() > 1 ? " each" : "");
        if (shape.perNode()) {
            return "one of any number" + cores;
        }
        return shape.machines() == 1
                ? shape.nodes() + " on 1 machine" + cores
                : shape.nodes() + " on " + shape.machines() + " machines (" + counts(shape) + ")" + cores;
    }

    private static String counts(Plan.Shape shape) {
        return shape.nodesPerMachine().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static void traffic(StringBuilder out, Plan plan) {
        Plan.Traffic traffic = plan.traffic();
        String bound = traffic.exact() ? "" : "at most ";
        row(out, "bytes sent", bound + amount(plan, traffic.totalBytes()));
        if (plan.shape().machines() > 1) {
            row(out, "  between machines", bound + amount(plan, traffic.betweenMachines()));
        }
        if (!traffic.exact()) {
            row(out, "", "models are compressed: by how much depends on their values");
        }
    }

    private static String amount(Plan plan, long all) {
        long shown = perNode(plan, all);
        String whose = plan.shape().perNode() ? " by each node" : "";
        return grouped(shown) + whose + " (" + bytes(shown) + "), "
                + bytes(shown / plan.shape().iterations()) + " per iteration";
    }

    private static void disk(StringBuilder out, Plan plan) {
        long models = perNode(plan, plan.disk().modelBytes());
        long text = perNode(plan, plan.disk().textBytes());
        row(
                out,
                "disk",
                grouped(models) + " (" + bytes(models) + ") for "
                        + grouped(perNode(plan, plan.disk().savedModels()))
                        + " saved models and the final ones; tables and logs about " + bytes(text) + " (estimate)");
    }

    private static void time(StringBuilder out, Plan plan) {
        if (plan.time().isEmpty()) {
            row(out, "time", "not estimated");
            plan.walltime().ifPresent(limit -> row(out, "walltime", limit.toString()));
            return;
        }
        Plan.Time time = plan.time().get();
        String whose = plan.shape().perNode() ? " of one core for one node" : "";
        row(
                out,
                "time",
                clock(time.total()) + whose + " (estimate): training " + clock(time.training())
                        + ", noise and averaging " + clock(time.exchange()) + ", evaluation "
                        + clock(time.evaluation()));
        row(
                out,
                "",
                String.format(
                        Locale.ROOT,
                        "a core takes %.3g ms per mini-batch, as timed with %d at work; the network is not counted",
                        THOUSAND * time.speed().learning().step(),
                        time.speed().learning().cores()));
        plan.walltime()
                .ifPresent(limit -> row(out, "walltime", limit + (plan.fits() ? ": it fits" : ": it does not fit")));
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append(String.format("%-20s%s%n", name, value));
    }

    /// `H:MM:SS`
    static String clock(double seconds) {
        long whole = Math.round(Math.ceil(seconds));
        return "%d:%02d:%02d".formatted(whole / 3600, (whole / 60) % 60, whole % 60);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// With three digits and a unit.
    static String bytes(long number) {
        double amount = number;
        int unit = 0;
        while (amount >= THOUSAND && unit < UNITS.size() - 1) {
            amount /= THOUSAND;
            unit++;
        }
        String digits = unit == 0 || amount >= 100 ? "%.0f " : amount >= 10 ? "%.1f " : "%.2f ";
        return String.format(Locale.ROOT, digits, amount) + UNITS.get(unit);
    }

    String json() {
        List<Map<String, @Nullable Object>> all =
                plans.stream().map(PlanTable::json).toList();
        if (!several && all.isEmpty()) {
            return "";
        }
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(several ? all : all.getFirst())
                + "\n";
    }

    private static Map<String, @Nullable Object> json(Plan plan) {
        Plan.Shape shape = plan.shape();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("target", plan.name());
        map.put("nodes", shape.perNode() ? null : shape.nodes());
        map.put("machines", shape.machines());
        map.put("nodes_per_machine", new ArrayList<>(shape.nodesPerMachine()));
        map.put("cores", shape.cores());
        map.put("model", shape.model().name());
        map.put("values", shape.model().values());
        map.put("iterations", shape.iterations());
        map.put("averaging_rounds", shape.averagingRounds());
        map.put("total_bytes", perNode(plan, plan.traffic().totalBytes()));
        map.put("bytes_between_machines", perNode(plan, plan.traffic().betweenMachines()));
        map.put("bytes_exact", plan.traffic().exact());
        map.put("models_sent", perNode(plan, plan.traffic().models()));
        map.put("saved_models", perNode(plan, plan.disk().savedModels()));
        map.put("model_files_bytes", perNode(plan, plan.disk().modelBytes()));
        map.put("other_files_bytes_estimate", perNode(plan, plan.disk().textBytes()));
        map.put("memory_bytes_estimate", plan.memoryBytes());
        time(map, plan);
        map.put(
                "walltime_seconds",
                plan.walltime().map(limit -> limit.seconds()).orElse(null));
        boolean known = plan.time().isPresent() && plan.walltime().isPresent();
        map.put("fits", known ? plan.fits() : null);
        map.put("remarks", plan.remarks());
        return map;
    }

    private static void time(Map<String, @Nullable Object> map, Plan plan) {
        plan.time().ifPresent(time -> {
            map.put("seconds_estimate", time.total());
            map.put("training_seconds_estimate", time.training());
            map.put("exchange_seconds_estimate", time.exchange());
            map.put("evaluation_seconds_estimate", time.evaluation());
            map.put("core_seconds_per_batch", time.speed().learning().step());
            map.put("core_seconds_per_first_mixing", time.speed().exchange().firstMixing());
            map.put("core_seconds_per_later_mixing", time.speed().exchange().laterMixing());
            map.put("core_seconds_per_train_sample", time.speed().learning().trainSample());
            map.put("core_seconds_per_test_sample", time.speed().learning().testSample());
            map.put("cores_timed", time.speed().learning().cores());
        });
    }
}
