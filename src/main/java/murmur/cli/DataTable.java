package murmur.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import murmur.data.catalogue.Finding;
import murmur.data.catalogue.Inventory;
import murmur.data.catalogue.KnownDataset;
import murmur.data.catalogue.Supply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Data sets and what is here of them, for people and for programs.
///
/// @param folder of all data sets
record DataTable(List<KnownDataset> known, Path folder) {
    private static final int FEW = 3;

    String text() {
        StringBuilder out = new StringBuilder("data sets in " + folder + ":\n\n");
        for (KnownDataset dataset : known) {
            Inventory inventory = dataset.look(folder, false);
            out.append(String.format(
                    "%-14s %-14s %s%n", dataset.name(), state(dataset, inventory), place(dataset, inventory)));
            line(out, "", dataset.about().title());
            line(out, "licence", dataset.about().licence());
            supply(out, dataset, inventory);
        }
        return out.toString();
    }

    private static String state(KnownDataset dataset, Inventory inventory) {
        if (inventory.complete()) {
            return dataset.supply() instanceof Supply.Bundled ? "built in" : "here";
        }
        return debian(dataset).isPresent() ? "installed" : inventory.empty() ? "not here" : "incomplete";
    }

    private static String place(KnownDataset dataset, Inventory inventory) {
        if (dataset.supply() instanceof Supply.Bundled) {
            return "";
        }
        return inventory.complete()
                ? inventory.folder() + ", " + size(inventory.bytes())
                : debian(dataset).map(Path::toString).orElse("");
    }

    /// The folder of Debian's package, if that is installed.
    private static Optional<Path> debian(KnownDataset dataset) {
        return dataset.supply() instanceof Supply.Published published
                ? published.debian().map(Supply.DebianPackage::installed).filter(Files::isDirectory)
                : Optional.empty();
    }

    private static void supply(StringBuilder out, KnownDataset dataset, Inventory inventory) {
        if (inventory.complete()) {
            return;
        }
        if (!inventory.empty()) {
            line(out, "missing", names(inventory.missing()));
        }
        switch (dataset.supply()) {
            case Supply.Published published ->
                line(out, "get it", "murmur data fetch " + dataset.name() + ", " + size(published.bytes()));
            case Supply.ByHand byHand ->
                line(out, "get it", "by hand: murmur data fetch " + dataset.name() + " says how");
            case Supply.Bundled bundled -> line(out, "get it", "it is built in");
        }
    }

    private static String names(List<Finding> findings) {
        String first = findings.stream()
                .limit(FEW)
                .map(finding -> finding.path().toString())
                .collect(Collectors.joining(", "));
        return findings.size() > FEW ? first + " and " + (findings.size() - FEW) + " more" : first;
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format("  %-8s %s%n", name, value).replaceFirst("^ {11}", "  "));
    }

    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    String json() {
        List<Map<String, @Nullable Object>> rows = known.stream().map(this::row).toList();
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("folder", folder.toString());
        table.put("datasets", rows);
        return printed(table);
    }

    static String printed(Object value) {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(value)
                + "\n";
    }

    private Map<String, @Nullable Object> row(KnownDataset dataset) {
        Inventory inventory = dataset.look(folder, false);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", dataset.name());
        row.put("dataset_class", dataset.datasetClass());
        row.put("title", dataset.about().title());
        row.put("licence", dataset.about().licence());
        row.put("page", dataset.about().page().toString());
        row.put("state", state(dataset, inventory));
        row.put("folder", inventory.folder().toString());
        row.put("bytes", inventory.bytes());
        row.put(
                "missing",
                inventory.missing().stream()
                        .map(finding -> finding.path().toString())
                        .toList());
        return row;
    }
}
