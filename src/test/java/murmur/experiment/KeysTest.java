package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    private static final Map<String, Kind<?>> KINDS = Map.ofEntries(
            Map.entry("whole", Kind.WHOLE),
            Map.entry("whole>=1", Kind.wholeAtLeast(1)),
            Map.entry("long", Kind.LONG),
            Map.entry("number", Kind.NUMBER),
            Map.entry("number>=0", Kind.numberAtLeast(0)),
            Map.entry("number>0.5", Kind.numberAbove(0.5)),
            Map.entry("0..1", Kind.numberBetween(0, 1)),
            Map.entry("truth", Kind.TRUTH),
            Map.entry("text", Kind.TEXT),
            Map.entry("numbers", Kind.NUMBERS),
            Map.entry(
                    "word",
                    Kind.oneOf("static", "dynamic", "dynamic-rounds")
                            .unsupported(Map.of("oracle", "use topology = dynamic"))),
            Map.entry("single", Kind.oneOf("TCP")));

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            whole      | 12                | 12
            whole      | -1_000            | -1000
            whole      | 0x10              | 16
            whole      | -2147483648       | -2147483648
            whole>=1   | 1                 | 1
            long       | 9223372036854775807 | 9223372036854775807
            number     | 3                 | 3.0
            number     | 1e-3              | 0.001
            number     | nan               | NaN
            number     | inf               | Infinity
            number>=0  | 0                 | 0.0
            number>0.5 | 0.51              | 0.51
            0..1       | 1                 | 1.0
            truth      | Yes               | true
            truth      | off               | false
            truth      | 1                 | true
            truth      | 0                 | false
            text       | /data/set #1      | /data/set #1
            text       | 12                | 12
            text       | True              | True
            numbers    | [0.5, 1e-1, 2]    | [0.5, 0.1, 2.0]
            numbers    | [0.5,~  0.5,]     | [0.5, 0.5]
            word       | dynamic           | dynamic
            single     | TCP               | TCP
            """)
    void aTextOfTheRightKindConverts(String kind, String text, String value) {
        assertThat(keys("k = " + text).require("k", kind(kind))).hasToString(value);
        assertThat(keys("k = " + text).find("k", kind(kind)).orElseThrow()).hasToString(value);
        assertThat(keys("k = " + text).read("k", kind(kind), "other")).hasToString(value);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            whole      | 3.0         | must be a whole number, was 3.0
            whole      | true        | must be a whole number, was true
            whole      | none        | must be a whole number, was none
            whole      |             | must be a whole number, was blank
            whole      | three       | must be a whole number, was three
            whole      | 2147483648  | must be a whole number, was 2147483648; it is too large
            whole>=1   | 0           | must be a whole number of at least 1, was 0
            whole>=1   | x           | must be a whole number of at least 1, was x
            whole>=1   | 9999999999  | must be a whole number of at least 1, was 9999999999; it is too large
            long       | 9223372036854775808 | must be a whole number, was 9223372036854775808; it is too large
            number     | 0,1         | must be a number, was 0,1
            number     | yes         | must be a number, was yes
            number>=0  | -1          | must be a finite number of at least 0, was -1
            number>=0  | nan         | must be a finite number of at least 0, was nan
            number>=0  | inf         | must be a finite number of at least 0, was inf
            number>0.5 | 0.5         | must be a finite number above 0.5, was 0.5
            0..1       | 1.5         | must be a finite number between 0 and 1, was 1.5
            truth      | 2           | must be true or false, was 2
            truth      | -1          | must be true or false, was -1
            truth      | 1.0         | must be true or false, was 1.0
            truth      | maybe not   | must be true or false, was "maybe not"
            truth      |             | must be true or false, was blank
            text       |             | must be one line of text, was blank
            text       | None        | must be one line of text, was None
            text       | a~  j = b   | must be one line of text, was "a\\nj = b"; an indented line continues the value above it
            numbers    | 0.5, 0.5    | must be a list such as [0.5, 0.25, 0.25], was "0.5, 0.5"
            numbers    | [           | must be a list such as [0.5, 0.25, 0.25], was [
            numbers    | []          | must be a list such as [0.5, 0.25, 0.25], was []
            numbers    | [0.5, x]    | must be a list such as [0.5, 0.25, 0.25], was "[0.5, x]"
            numbers    | [0.5, nan]  | must be a list such as [0.5, 0.25, 0.25], was "[0.5, nan]"
            word       | dynamics    | must be static, dynamic or dynamic-rounds, was dynamics; did you mean "dynamic"?
            word       | Static      | must be static, dynamic or dynamic-rounds, was Static; did you mean "static"?
            word       | peer        | must be static, dynamic or dynamic-rounds, was peer
            single     | UDP         | must be TCP, was UDP
            whole      | 3 ; text    | must be a whole number, was "3 ; text"; a comment behind a value is not removed: move "; text" to a line of its own
            number     | 0.1 # x y   | must be a number, was "0.1 # x y"; a comment behind a value is not removed: move "# x y" to a line of its own
            number     | 0.1# x      | must be a number, was "0.1# x"; a comment behind a value is not removed: move "# x" to a line of its own
            number     | ;later      | must be a number, was ";later"; a comment behind a value is not removed: move ";later" to a line of its own
            word       | static ;x   | must be static, dynamic or dynamic-rounds, was "static ;x"; a comment behind a value is not removed: move ";x" to a line of its own
            whole      | 3~  j = 4   | must be a whole number, was "3\\nj = 4"; an indented line continues the value above it
            """)
    void aTextOfTheWrongKindIsRefusedWithPlaceAndCure(String kind, String text, String complaint) {
        var keys = keys("k = " + (text == null ? "" : text));
        refused(() -> keys.require("k", kind(kind)), "c.ini:2: [A] k " + complaint);
        refused(() -> keys.read("k", kind(kind), "other"), "c.ini:2: [A] k " + complaint);
    }

    @Test
    void aWordOfTheReferenceThatIsNotSupportedSaysSo() {
        refused(
                () -> keys("k = oracle").require("k", kind("word")),
                "c.ini:2: [A] k = oracle is known to decentralizepy, but not supported by this version: "
                        + "use topology = dynamic");
    }

    @Test
    void aLongTextIsShortenedInMessages() {
        refused(
                () -> keys("k = " + "x".repeat(100)).require("k", Kind.WHOLE),
                "c.ini:2: [A] k must be a whole number, was \"" + "x".repeat(80) + "…\"");
    }

    @Test
    void anAbsentKeyReadsAsItsDefault() {
        var keys = keys("");
        assertThat(keys.read("k", Kind.WHOLE, 7)).isEqualTo(7);
        assertThat(keys.find("k", Kind.WHOLE)).isEmpty();
        assertThat(keys.entry("k")).isEmpty();
    }

    @Test
    void noneIsNothingWhereNothingIsAllowed() {
        assertThat(keys("k = None").find("k", Kind.NUMBER)).isEmpty();
        assertThat(keys("k = none").find("k", Kind.TEXT)).isEmpty();
    }

    @Test
    void aBlankReadsAsTheDefaultOnlyForTheKeysThatSaySo() {
        var keys = keys("rounds =\nlr =").blankMeansDefault("rounds");
        assertThat(keys.read("rounds", Kind.WHOLE, 1)).isEqualTo(1);
        assertThat(keys.find("rounds", Kind.WHOLE)).isEmpty();
        refused(() -> keys.require("rounds", Kind.WHOLE), "c.ini:1: [A] rounds must be given, was blank");
        refused(() -> keys.read("lr", Kind.NUMBER, 1.0), "c.ini:3: [A] lr must be a number, was blank");
    }

    @Test
    void aKindOfTheCallersOwnSeesTheTextAsItStands() {
        var scheme = Kind.of("be a scheme", text -> Optional.of("<" + text.toLowerCase(Locale.ROOT) + ">"));
        assertThat(keys("k = None").require("k", scheme)).isEqualTo("<none>");
        assertThat(keys("k =").require("k", scheme)).isEqualTo("<>");
    }

    @Test
    void aWordMayStandForAnything() {
        var values = new LinkedHashMap<String, Integer>();
        values.put("one", 1);
        values.put("two", 2);
        assertThat(keys("k = two").require("k", Kind.oneOf(values))).isEqualTo(2);
    }

    @Test
    void aMissingKeyIsNamedWithItsSection() {
        refused(
                () -> keys("j = 1").require("batch_size", Kind.WHOLE),
                "c.ini:1: [A] batch_size must be given, was missing");
        refused(
                () -> keys("batchsize = 1").require("batch_size", Kind.WHOLE),
                "c.ini:1: [A] batch_size must be given, was missing; did you write it as \"batchsize\"?");
    }

    @Test
    void aKeyAlreadyReadIsNotTakenForAMissingOne() {
        var keys = keys("train_dir = x");
        keys.read("train_dir", Kind.TEXT, "");
        refused(() -> keys.require("train_dirs", Kind.TEXT), "c.ini:1: [A] train_dirs must be given, was missing");
    }

    @Test
    void aKeyOfAMissingSectionIsNamedWithTheSectionMeant() {
        var sections = new Sections(Ini.parse("[NODES]\nk = 1", "c.ini"));
        refused(
                () -> sections.keys("SHARING").require("k", Kind.TEXT),
                "c.ini: [SHARING] k must be given, was missing; there is no section [SHARING]");
        refused(
                () -> sections.keys("NODE").require("k", Kind.TEXT),
                "c.ini: [NODE] k must be given, was missing; "
                        + "there is no section [NODE], did you write it as [NODES]?");
    }

    @Test
    void aValueOfAnOptionIsCalledByTheOption() {
        var ini = Ini.parse("[EXPERIMENT]\niterations = 3", "c.ini")
                .with("EXPERIMENT", "iterations", "0 ; x", new Origin.Option("--iterations"));
        refused(
                () -> new Sections(ini).keys("EXPERIMENT").require("iterations", Kind.wholeAtLeast(1)),
                "--iterations must be a whole number of at least 1, was \"0 ; x\"");
    }

    @Test
    void aSectionMadeByOptionsAloneIsCalledByTheFile() {
        var ini = Ini.parse("", "c.ini").with("EXPERIMENT", "graph", "ring", new Origin.Option("--graph"));
        refused(
                () -> new Sections(ini).keys("EXPERIMENT").require("nodes", Kind.WHOLE),
                "c.ini: [EXPERIMENT] nodes must be given, was missing");
    }

    @Test
    void aConditionBeyondAKindIsRefusedAtTheSamePlace() {
        var keys = keys("sigma = 3");
        assertThat(keys.place()).isEqualTo("c.ini:1: [A]");
        assertThat(keys.refusal("sigma", "be less than lr"))
                .isInstanceOf(BadInput.class)
                .hasMessage("c.ini:2: [A] sigma must be less than lr, was 3");
        assertThat(keys.refusal("lr", "be given with sigma"))
                .hasMessage("c.ini:1: [A] lr must be given with sigma, was missing");
    }

    @Test
    void aRecordThatRefusesAKeyIsToldWhereTheKeyStands() {
        var keys = keys("lr = -1");
        var rate = keys.read("lr", Kind.NUMBER, 0.1);
        var momentum = keys.read("momentum", Kind.NUMBER, -2.0);
        refused(() -> keys.build(() -> atLeastZero("lr", rate)), "c.ini:2: [A] lr must be at least 0, was -1.0");
        refused(
                () -> keys.build(() -> atLeastZero("momentum", momentum)),
                "c.ini:1: [A] momentum must be at least 0, was -2.0");
        refused(() -> keys.build(() -> atLeastZero("sigma", rate)), "sigma must be at least 0, was -1.0");
        refused(
                () -> keys.build(() -> keys.require("lr", Kind.WHOLE.which("below -1", n -> n < -1))),
                "c.ini:2: [A] lr must be a whole number below -1, was -1");
        assertThat(keys.build(() -> atLeastZero("lr", 1))).isEqualTo(1);
    }

    private static double atLeastZero(String what, double value) {
        BadInput.unless(value >= 0, what, "be at least 0", value);
        return value;
    }

    @Test
    void keysNobodyReadAreRefusedWithTheNearestKnownOne() {
        var keys = keys("rounds = 1\nshufle = True\nzzz = 1");
        keys.read("rounds", Kind.WHOLE, 1);
        keys.read("shuffle", Kind.TRUTH, false);
        refused(keys::rejectUnread, "c.ini:3: [A] shufle is not a known key here; did you mean \"shuffle\"?");
    }

    @Test
    void keysNobodyReadAndNearNothingAreRefusedWithTheKnownOnes() {
        var keys = keys("zzz = 1");
        refused(keys::rejectUnread, "c.ini:2: [A] zzz is not a known key here; there are none");
        keys.find("rounds", Kind.WHOLE);
        keys.entry("shuffle");
        refused(keys::rejectUnread, "c.ini:2: [A] zzz is not a known key here; known are rounds, shuffle");
    }

    @Test
    void keysOfTheReferenceThatAreNotSupportedSaySo() {
        var keys = keys("compress = True").unsupported(Map.of("compress", "remove it, models travel whole"));
        refused(
                keys::rejectUnread,
                "c.ini:2: [A] compress is known to decentralizepy, but not supported by this version: "
                        + "remove it, models travel whole");
    }

    @Test
    void keysThatAreAllReadAreAccepted() {
        var keys = keys("a = 1\nb = 2\nc =").blankMeansDefault("c");
        assertThat(List.of(
                        keys.require("a", Kind.WHOLE),
                        keys.find("b", Kind.WHOLE).orElseThrow()))
                .containsExactly(1, 2);
        assertThat(keys.read("c", Kind.WHOLE, 3)).isEqualTo(3);
        keys.rejectUnread();
    }

    private static Keys keys(String lines) {
        return new Sections(Ini.parse("[A]\n" + lines.replace("~", "\n"), "c.ini")).keys("A");
    }

    @SuppressWarnings("unchecked")
    private static Kind<Object> kind(String name) {
        return (Kind<Object>) Optional.ofNullable(KINDS.get(name)).orElseThrow();
    }

    private static void refused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(BadInput.class).hasMessage(message);
    }
}
