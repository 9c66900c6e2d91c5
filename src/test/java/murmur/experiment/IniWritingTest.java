package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes random files, in a random layout and in the product's own, and reads them back.
class IniWritingTest {
    private static final List<String> NAMES = List.of("DATASET", "Node", "NODE", "my section", "Ä", "a=b", "a:b", "#");
    private static final List<String> KEYS = List.of("lr", "batch_size", "train dir", "ключ", "a[0]", "x;y", "1");
    private static final List<String> LINES =
            List.of("0.05", "a = b", "C:\\data", "[x]", "x ; y", "x # y", "%(lr)s", "\"q\"", "[0.5,", "=", "日本");
    private static final List<String> NOISE = List.of("", "  ", "# x = y", "  ; [Z]", "\t#");

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @Test
    void theLayoutIsThatOfTheReference() {
        var ini = Ini.parse("[A]\nk=1\nj =\n[B]\n#x\nl:a\n  b", "c.ini");
        assertThat(ini.text()).isEqualTo("""
                [A]

                k = 1

                j =\s


                [B]

                l = a
                    b

                """);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasWrittenReadsTheSame(int seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var sections = randomSections(random);
        var ini = Ini.parse(randomLayout(sections, random), "c.ini");
        assertThat(IniTest.words(ini)).hasToString(sections.toString());
        assertThat(IniTest.words(Ini.parse(ini.text(), "again.ini"))).hasToString(sections.toString());
    }

    private static Map<String, Map<String, String>> randomSections(RandomGenerator random) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (int s = random.nextInt(5); s >= 0; s--) {
            Map<String, String> entries = new LinkedHashMap<>();
            for (int k = random.nextInt(5); k > 0; k--) {
                entries.put(pick(KEYS, random), randomValue(random));
            }
            sections.put(pick(NAMES, random), entries);
        }
        return sections;
    }

    /// Some lines, the inner ones perhaps blank.
    private static String randomValue(RandomGenerator random) {
        var lines = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(random.nextInt(4) == 0 ? "" : pick(LINES, random));
        }
        return String.join("\n", lines).stripTrailing();
    }

    private static String randomLayout(Map<String, Map<String, String>> sections, RandomGenerator random) {
        var end = pick(List.of("\n", "\r\n", "\r"), random);
        var text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        sections.forEach((name, entries) -> {
            text.append(noise(random, end)).append("[").append(name).append("]").append(end);
            entries.forEach((key, value) -> {
                var indent = pick(List.of("", " "), random);
                text.append(pick(List.of("", "# " + end, end), random));
                text.append(entries.keySet().iterator().next().equals(key) ? indent : "");
                text.append(key).append(pick(List.of("=", " = ", ":", " :\t"), random));
                text.append(value.replace("\n", end + pick(List.of("   ", "\t\t"), random)))
                        .append(end);
            });
        });
        return text.append(noise(random, end)).toString();
    }

    private static String noise(RandomGenerator random, String end) {
        return pick(NOISE, random) + end;
    }

    private static <T> T pick(List<T> items, RandomGenerator random) {
        return items.get(random.nextInt(items.size()));
    }
}
