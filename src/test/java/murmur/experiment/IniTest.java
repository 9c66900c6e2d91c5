package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IniTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            equals delimits             | [A]~k = v               | {A={k=v}}
            a colon delimits            | [A]~k : v               | {A={k=v}}
            the first delimiter counts  | [A]~k = a:b=c           | {A={k=a:b=c}}
            a colon may come first      | [A]~k: a=b              | {A={k=a=b}}
            no blanks are needed        | [A]~k=v                 | {A={k=v}}
            keys are lower-cased        | [A]~Batch_SIZE = 3      | {A={batch_size=3}}
            values keep their case      | [A]~k = LeNet           | {A={k=LeNet}}
            section names keep case     | [Node]~k = 1~[NODE]     | {Node={k=1}, NODE={}}
            section names keep blanks   | [my section]            | {my section={}}
            blank values are allowed    | [A]~sizes =~k = 1       | {A={sizes=, k=1}}
            a hash starts a comment     | #x~[A]~#k = 1~j = 2     | {A={j=2}}
            a semicolon does, too       | ;x~[A]~;k = 1~j = 2     | {A={j=2}}
            comments may be indented    | [A]~j = 2~  ; k = 1     | {A={j=2}}
            comments may follow headers | [A] ; k~[B]#x~j = 2     | {A={}, B={j=2}}
            inline comments stay        | [A]~alpha = 0.1 ; text  | {A={alpha=0.1 ; text}}
            inline hashes stay          | [A]~alpha = 0.1 # text  | {A={alpha=0.1 # text}}
            indented lines continue     | [A]~k = a~  b~~    c    | {A={k=a/b//c}}
            tabs indent, too            | [A]~k = a~\tb           | {A={k=a/b}}
            a value may begin below     | [A]~k =~  a             | {A={k=/a}}
            comments do not end values  | [A]~k = a~; x~  b       | {A={k=a/b}}
            blanks at the end are cut   | [A]~k = a~~~j = b       | {A={k=a, j=b}}
            a section continues, too    | [A]~k = a~ [B]          | {A={k=a/[B]}}
            first keys may be indented  | [A]~  k = a~  j = b     | {A={k=a, j=b}}
            deeper than the key counts  | [A]~  k = a~    b~ j=c  | {A={k=a/b, j=c}}
            a header ends a value       | [A]~k = a~[B]~  j = b   | {A={k=a}, B={j=b}}
            keys may repeat elsewhere   | [A]~k = 1~[B]~k = 2     | {A={k=1}, B={k=2}}
            nothing is interpolated     | [A]~k = %(j)s ${x} $y   | {A={k=%(j)s ${x} $y}}
            quotes are text             | [A]~k = "a"             | {A={k="a"}}
            order is kept               | [B]~z = 1~a = 2~[A]     | {B={z=1, a=2}, A={}}
            DEFAULT is a plain section  | [DEFAULT]~k = 1~[A]     | {DEFAULT={k=1}, A={}}
            an empty text has nothing   | ~                       | {}
            """)
    void theFormatFollowsTheReference(String rule, String text, String parsed) {
        var lines = (text == null ? "" : text).replace("~", "\n").replace("\\t", "\t");
        assertThat(words(Ini.parse(lines, "c.ini")).toString().replace("\n", "/"))
                .as(rule)
                .isEqualTo(parsed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            k = v              | c.ini:1: a key must stand in a section, was "k = v"; put a line such as [DATASET] above it
            [A]~~k             | c.ini:3: a line must read key = value, was "k"; indent it if it continues the value above it
            [A]~k = [1,~2]     | c.ini:3: a line must read key = value, was "2]"; indent it if it continues the value above it
            [A]~= 3            | c.ini:2: a line must read key = value, was "= 3"; write the key before the delimiter
            [A~k = v           | c.ini:1: a section must be a name in brackets, was "[A"; write it as [NAME]
            []                 | c.ini:1: a section must be a name in brackets, was "[]"; write it as [NAME]
            [A] k = v          | c.ini:1: a section must be a name in brackets, was "[A] k = v"; write it as [NAME]
            [A]~k = 1~~K: 2    | c.ini:4: [A] k must be given once, was also in line 2; remove one of the two
            [A]~[B]~[A]        | c.ini:3: [A] must be given once, was also in line 1; put its keys into one section
            [A]~k = 1~[B]~[A]  | c.ini:4: [A] must be given once, was also in line 1; put its keys into one section
            """)
    void aBrokenRuleNamesItsLineAndTheCure(String text, String message) {
        assertThatThrownBy(() -> Ini.parse(text.replace("~", "\n"), "c.ini"))
                .isInstanceOf(BadInput.class)
                .hasMessage(message);
    }

    @Test
    void everyLineEndAndAByteOrderMarkAreTolerated() {
        var expected = Map.of("A", Map.of("k", "a\nb", "j", "c"));
        for (var end : new String[] {"\n", "\r\n", "\r"}) {
            var text = "\uFEFF" + String.join(end, "[A]", "k = a", "  b", "j = c", "");
            assertThat(words(Ini.parse(text, "c.ini"))).isEqualTo(expected);
        }
    }

    @Test
    void noBreakSpacesAreBlanks() {
        assertThat(words(Ini.parse("[A]\nk\u00a0=\u00a01\u00a0", "c.ini"))).hasToString("{A={k=1}}");
    }

    @Test
    void anEntryKnowsTheLineItsKeyStandsIn() {
        var ini = Ini.parse("# c\r\n[A]\r\nk = a\r\n  b\r\n\r\nj = c", "c.ini");
        var section = ini.sections().firstEntry().getValue();
        assertThat(section.origin()).isEqualTo(new Origin.Line("c.ini", 2));
        assertThat(section.entries().values().stream().map(Entry::place))
                .containsExactly("c.ini:3: [A] k", "c.ini:6: [A] j");
    }

    @Test
    void aFileIsReadAsUtf8AndCalledByItsPath() throws IOException {
        var file = Files.writeString(folder.resolve("c.ini"), "\uFEFF[Ä]\nk = ü");
        var ini = Ini.read(file);
        assertThat(words(ini)).hasToString("{Ä={k=ü}}");
        assertThat(ini.name()).isEqualTo(file.toString());
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithTheLine() throws IOException {
        var file = Files.write(folder.resolve("c.ini"), "[A]\nk = 1\nj = ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Ini.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ":3: the file must be UTF-8 text, was another encoding");
    }

    @Test
    void aFileCutWithinALetterIsRefused() throws IOException {
        var file = Files.write(folder.resolve("c.ini"), new byte[] {'[', 'A', ']', '\n', (byte) 0xC3});
        assertThatThrownBy(() -> Ini.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ":2: the file must be UTF-8 text, was another encoding");
    }

    @Test
    void aMissingFileAndAFolderAreRefused() {
        var missing = folder.resolve("none.ini");
        assertThatThrownBy(() -> Ini.read(missing))
                .isInstanceOf(BadInput.class)
                .hasMessage(missing + " must be a file, was missing; give the path of an .ini file");
        assertThatThrownBy(() -> Ini.read(folder))
                .isInstanceOf(BadInput.class)
                .hasMessage(folder + " must be a file, was a folder; give the path of an .ini file");
    }

    @Test
    void anOptionReplacesAKeyInItsPlaceOrAddsOne() {
        var option = new Origin.Option("--iterations");
        var ini = Ini.parse("[EXPERIMENT]\niterations = 3\nseed = 1", "c.ini")
                .with("EXPERIMENT", "Iterations", " 5 ", option)
                .with("EXPERIMENT", "graph", "ring", new Origin.Option("--graph"))
                .with("NODE", "graph_degree", "4", new Origin.Option("--degree"));
        assertThat(words(ini)).hasToString("{EXPERIMENT={iterations=5, seed=1, graph=ring}, NODE={graph_degree=4}}");
    }

    @Test
    void anOptionOfSeveralLinesIsRefused() {
        var ini = Ini.parse("", "c.ini");
        assertThatThrownBy(() -> ini.with("A", "k", "a\n# b", new Origin.Option("--k")))
                .isInstanceOf(BadInput.class)
                .hasMessage("--k must be one line, was \"a\\n# b\"");
    }

    static Map<String, Map<String, String>> words(Ini ini) {
        Map<String, Map<String, String>> words = new LinkedHashMap<>();
        for (var section : ini.sections().values()) {
            Map<String, String> entries = new LinkedHashMap<>();
            section.entries().values().forEach(entry -> entries.put(entry.key(), entry.text()));
            words.put(section.name(), entries);
        }
        return words;
    }
}
