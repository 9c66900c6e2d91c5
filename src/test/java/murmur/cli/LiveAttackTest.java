package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import murmur.data.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `[ATTACK]`: attacks while a run runs.
class LiveAttackTest {
    @TempDir
    private Path folder;

    private Path run(String name, String attack, Object... options) {
        Path out = folder.resolve(name).resolve("digits");
        Path file = new Desk(folder).file(name + ".ini", Desk.DIGITS + attack);
        List<Object> words = new ArrayList<>(List.of("run", file, "--log-dir", out));
        words.addAll(List.of(options));
        Murmur done = murmur(words.toArray());
        assertThat(done.status()).as(done.err()).isZero();
        return out;
    }

    /// Every file a run leaves of its models, by name.
    private static Map<String, String> models(Path run) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".npy")).toList()) {
                checksums.put(run.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return checksums;
    }

    private static Map<String, String> tables(Path run) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(each -> each.toString().endsWith("_digits.csv")
                            || each.getFileName().toString().startsWith("attack"))
                    .toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }

    private static List<String> rows(Path run, String metric) throws IOException {
        try (Stream<String> lines = Files.lines(run.resolve("attacks.csv"))) {
            return lines.filter(line -> line.contains("," + metric + ",")).toList();
        }
    }

    @Test
    void messagesAreScoredAsIfTheyHadBeenSaved() throws IOException {
        Path run = run("live", "[ATTACK]\nattack_after = 2\n");
        Map<String, String> live = tables(run);
        assertThat(live.keySet())
                .containsExactly(
                        "attack_curves.csv",
                        "attacks.csv",
                        "biasedthreshold_digits.csv",
                        "linkability_digits.csv",
                        "threshold_digits.csv");
        Murmur attack = murmur("attack", run, "--force");
        assertThat(attack.status()).as(attack.err()).isZero();
        assertThat(tables(run)).isEqualTo(live);
    }

    @Test
    @Tag("slow")
    void attacksThatNeedAllMessagesConcludeAsOnSavedOnes() throws IOException {
        Path run = run("live", "[ATTACK]\nattack_after = 2\nattacks = classifier, lira, rmia\nvictims = 3\n");
        List<String> live = Files.readAllLines(run.resolve("attacks.csv"));
        assertThat(live)
                .filteredOn(line -> line.contains(",classifier,roc_auc "))
                .hasSize(8);
        Murmur attack = murmur("attack", run, "--attacks", "classifier,lira,rmia", "--force");
        assertThat(attack.status()).as(attack.err()).isZero();
        assertThat(Files.readAllLines(run.resolve("attacks.csv"))).containsAll(live);
    }

    @Test
    void attacksNeverChangeARun() throws IOException {
        Map<String, String> alone = models(run("alone", ""));
        assertThat(alone).hasSize(16 + 3 * 16);
        String attack = "[ATTACK]\nview = eavesdropper\nattack_after = 1\nattacks = threshold, linkability\n";
        Path one = run("one", attack, "--workers", 1);
        Path two = run("two", attack, "--workers", 2);
        assertThat(models(one)).isEqualTo(alone);
        assertThat(models(two)).isEqualTo(alone);
        assertThat(tables(one)).isEqualTo(tables(two));
    }

    @Test
    void everyNeighbourCanAttack() throws IOException {
        Path run = run("live", "[ATTACK]\nview = neighbours\nattack_after = 4\nattacks = threshold\nvictims = 0-2,5\n");
        // Four victims with four neighbours each in iterations 1 and 4.
        assertThat(rows(run, "roc_auc")).hasSize(4 * 4 * 2).allMatch(row -> row.matches("digits,[14],[0125],.*"));
    }

    /// Zero-sum noise cancels in the mean of all copies, so that the model itself is seen.
    @Test
    void theEavesdropperSeesThroughZeroSumNoise() throws IOException {
        Path noisy = run("noisy", "[ATTACK]\nattack_after = 4\nattacks = threshold\n");
        Path seen = run("seen", "[ATTACK]\nattack_after = 4\nattacks = threshold\nview = eavesdropper\n");
        assertThat(rows(seen, "mean_loss_members")).hasSize(32).allMatch(row -> row.contains(",all,"));
        assertThat(mean(rows(seen, "mean_loss_members"))).isLessThan(mean(rows(noisy, "mean_loss_members")));
    }

    private static double mean(List<String> rows) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[6]))
                .average()
                .orElseThrow();
    }

    @Test
    void aRunEndsWithWhatTheAttacksFound() {
        Path file = new Desk(folder).file("c.ini", Desk.DIGITS + "[ATTACK]\nattacks = threshold\n");
        assertThat(murmur("run", file, "--log-dir", folder.resolve("a")).out())
                .containsPattern("Attack threshold: AUC 0\\.\\d{3}, of the worst victim [01]\\.\\d{3}, in iteration 4")
                .contains("attacks.csv has a row");
        JsonNode summary = JsonMapper.shared()
                .readTree(murmur("run", file, "--log-dir", folder.resolve("b"), "--json")
                        .out());
        assertThat(summary.get("attacks").get(0).get("metric").asString()).isEqualTo("roc_auc");
        assertThat(summary.get("attacks").get(0).get("victims").intValue()).isEqualTo(16);
    }

    /// Before a folder is made, and hours of training have passed.
    @Test
    void attacksThatCannotBeMadeOnTheRunAreRefusedAtOnce() {
        String squares = Desk.DIGITS.replace("CrossEntropyLoss", "MSELoss") + "[ATTACK]\nattacks = threshold, rmia\n";
        Path file = new Desk(folder).file("c.ini", squares);
        assertThat(new Desk(folder).refusal(file))
                .startsWith("murmur: c.ini:26: [ATTACK] attacks: the attack rmia must be on models trained with"
                        + " CrossEntropyLoss");
    }

    @Test
    void resultsOfAttacksGoWithTheRunTheyWereMadeOn() throws IOException {
        Path run = run("live", "[ATTACK]\n");
        assertThat(run.resolve("attack_curves.csv")).exists();
        run("live", "", "--force");
        assertThat(tables(run)).isEmpty();
    }
}
