package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import murmur.BadInput;
import murmur.node.Participation.Attendance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceFileTest {
    @TempDir
    private Path folder;

    @Test
    void nodesAreAbsentFromTheFirstToTheLastIterationOfAPeriod() throws IOException {
        Path file = file("# churn\nnode,from,to\n2, 3, 4\n\n2,6,1000\n");
        Attendance attendance = AbsenceFile.read(file, 3).over(8);
        boolean[] present = {true, true, false, false, true, false, false, false};
        for (int iteration = 0; iteration < 8; iteration++) {
            assertThat(attendance.present(2, iteration)).isEqualTo(present[iteration]);
            assertThat(attendance.present(1, iteration)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3,1,2   | node must be 0 … 2, was '3'
            0,0,2   | from must be at least 1, was 0
            0,5,4   | to must be at least from = 5, was 4
            0,1     | a row must have the 3 values node,from,to, was '0,1'
            0,a,2   | from must be a whole number, was 'a'
            """)
    void complaintsNameFileAndLine(String row, String complaint) throws IOException {
        Path file = file("node,from,to\n1,1,1\n" + row + "\n");
        assertThatThrownBy(() -> AbsenceFile.read(file, 3))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ":3: " + complaint);
    }

    @Test
    void theHeaderSaysWhatTheColumnsAre() throws IOException {
        Path file = file("0,1,2\n");
        assertThatThrownBy(() -> AbsenceFile.read(file, 3))
                .hasMessageContaining(":1: the first line must be the header");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("absences.csv"), text);
    }
}
