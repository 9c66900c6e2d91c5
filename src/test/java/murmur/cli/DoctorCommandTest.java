package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import murmur.bench.Checkup;
import murmur.bench.Checkup.Finding;
import murmur.bench.Checkup.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private Finding finding(Map<String, String> environment, String subject) {
        return new Checkup(environment, folder.resolve("runs"), folder)
                .findings().stream()
                        .filter(each -> each.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aMachineThatRunsTheseTestsIsWell() {
        Murmur doctor = murmur("doctor", "--datasets", folder);
        assertThat(doctor.status()).isZero();
        assertThat(doctor.out()).contains("ok  libtorch", "GFLOP/s").contains("digits (in " + folder + ")");

        JsonNode json = JsonMapper.shared().readTree(murmur("doctor", "--json").out());
        List<String> subjects = StreamSupport.stream(json.spliterator(), false)
                .map(each -> each.get("subject").asString())
                .toList();
        assertThat(subjects).contains("Java", "machine", "disk", "Slurm");
    }

    @Test
    void whoeverStartedTheProgramWithoutTheScriptIsTold() {
        assertThat(finding(Map.of(), "start").state()).isEqualTo(State.ABSENT);
        Map<String, String> script =
                Map.of("MALLOC_MMAP_THRESHOLD_", "1", "MALLOC_TRIM_THRESHOLD_", "1", "MALLOC_TOP_PAD_", "1");
        assertThat(finding(script, "start").state()).isEqualTo(State.GOOD);
    }

    @Test
    void aSchedulerIsFoundByItsCommands() throws IOException {
        assertThat(finding(Map.of("PATH", folder.toString()), "Slurm").state()).isEqualTo(State.ABSENT);
        Path command = Files.writeString(folder.resolve("sbatch"), "");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(finding(Map.of("PATH", folder.toString()), "Slurm").says()).isEqualTo("sbatch");
    }
}
