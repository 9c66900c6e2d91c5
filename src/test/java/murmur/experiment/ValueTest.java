package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0",
        "12, 12",
        "+12, 12",
        "-12, -12",
        "007, 7",
        "1_000, 1000",
        "0xff, 255",
        "0XFF, 255",
        "-0x_f_f, -255",
        "+0o17, 15",
        "0b101, 5",
        "0B1, 1",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void wholeNumbers(String text, BigInteger value) {
        assertThat(Value.of(text)).isEqualTo(new Value.Whole(value));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0.05, 0.05",
        ".5, 0.5",
        "5., 5",
        "-1.5, -1.5",
        "1e-3, 0.001",
        "1E3, 1000",
        "1_0.0_5, 10.05",
        "1e1_0, 1e10",
        "nan, NaN",
        "-NaN, NaN",
        "inf, Infinity",
        "+Infinity, Infinity",
        "-INF, -Infinity"
    })
    void realNumbers(String text, double value) {
        assertThat(Value.of(text)).isEqualTo(new Value.Real(value));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "true, true",
        "True, true",
        "YES, true",
        "on, true",
        "false, false",
        "False, false",
        "No, false",
        "OFF, false"
    })
    void truthValues(String text, boolean value) {
        assertThat(Value.of(text)).isEqualTo(new Value.Truth(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", " none "})
    void nothing(String text) {
        assertThat(Value.of(text)).isEqualTo(new Value.None());
    }

    @ParameterizedTest(name = "\"{0}\" is text")
    @ValueSource(
            strings = {
                "",
                "LeNet",
                "_1",
                "1_",
                "1__0",
                "1 000",
                "1,5",
                "0x",
                "0xg",
                "0o8",
                "0b2",
                "0.1f",
                "1d",
                "0x1p3",
                "e5",
                ".",
                "--1",
                "1e",
                "t",
                "null",
                "[0.5, 0.5]",
                "0.1 ; text"
            })
    void everythingElseIsText(String text) {
        assertThat(Value.of(text)).isEqualTo(new Value.Text(text));
    }

    @Test
    void textIsTrimmed() {
        assertThat(Value.of(" \t LeNet \n")).isEqualTo(new Value.Text("LeNet"));
    }
}
