package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A machine on which nobody has used libtorch before, so that it has yet to be unpacked.
@Tag("slow")
@Timeout(300)
class FreshMachineTest {
    private static final int RUNS = 4;
    private static final int LIMIT_SECONDS = 240;

    @TempDir
    private Path folder;

    @Test
    void runsThatStartThereAtTheSameTimeAllComeToTheSameModels() throws Exception {
        Path ini = new Desk(folder).digits();
        List<String> fresh = List.of("env", "JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=" + folder + "/natives");
        List<Process> processes = new ArrayList<>();
        try {
            for (int run = 0; run < RUNS; run++) {
                Files.createDirectories(said(run));
                processes.add(MurmurProcess.startUnder(
                        fresh, said(run), "run", ini, "--workers", 1, "--log-dir", results(run)));
            }
            Map<String, String> models = models(processes.getFirst(), 0);
            for (int run = 1; run < RUNS; run++) {
                assertThat(models(processes.get(run), run)).hasSize(16).isEqualTo(models);
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Map<String, String> models(Process process, int run) throws Exception {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(MurmurProcess.account(said(run))).isZero();
        return FinalModels.of(results(run), 4);
    }

    private Path said(int run) {
        return folder.resolve("said" + run);
    }

    private Path results(int run) {
        return folder.resolve("results" + run);
    }
}
