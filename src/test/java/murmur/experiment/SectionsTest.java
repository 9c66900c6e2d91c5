package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import murmur.BadInput;
import org.junit.jupiter.api.Test;

class SectionsTest {
    @Test
    void aSectionIsReadByOneReader() {
        var sections = new Sections(Ini.parse("[A]", "c.ini"));
        assertThat(sections.keys("A")).isSameAs(sections.keys("A"));
    }

    @Test
    void aSectionNobodyReadIsRefusedWithTheNearestKnownOne() {
        var sections = new Sections(Ini.parse("[DATASET]\n[TRAIN_PARAM]\nk = 1", "c.ini"));
        sections.keys("DATASET");
        sections.keys("TRAIN_PARAMS");
        assertThatThrownBy(sections::rejectUnread)
                .isInstanceOf(BadInput.class)
                .hasMessage("c.ini:2: [TRAIN_PARAM] is not a known section; did you mean [TRAIN_PARAMS]?");
    }

    @Test
    void aSectionNobodyReadAndNearNothingIsRefusedWithTheKnownOnes() {
        var sections = new Sections(Ini.parse("[PRIVACY]", "c.ini"));
        sections.keys("DATASET");
        sections.keys("NODE");
        assertThatThrownBy(sections::rejectUnread)
                .isInstanceOf(BadInput.class)
                .hasMessage("c.ini:1: [PRIVACY] is not a known section; known are [DATASET], [NODE]");
    }

    @Test
    void keysNobodyReadAreRefusedOnceAllSectionsAreKnown() {
        var sections = new Sections(Ini.parse("[A]\nk = 1\n[B]\nrond = 2", "c.ini"));
        sections.keys("A").require("k", Kind.WHOLE);
        sections.keys("B").find("round", Kind.WHOLE);
        assertThatThrownBy(sections::rejectUnread)
                .isInstanceOf(BadInput.class)
                .hasMessage("c.ini:4: [B] rond is not a known key here; did you mean \"round\"?");
    }

    @Test
    void aFileReadWhollyIsAccepted() {
        var sections = new Sections(Ini.parse("[A]\nk = 1\n[B]", "c.ini"));
        assertThat(sections.keys("A").require("k", Kind.WHOLE)).isEqualTo(1);
        sections.keys("B");
        sections.keys("ABSENT");
        sections.rejectUnread();
    }
}
