package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProspectusTest {
    private static Prospectus on(String device) {
        return new Prospectus(Map.of("seed", "1", "device", device), false);
    }

    @Test
    void hostsOnAnotherDeviceAreToldSo() {
        assertThat(on("cpu").difference(on("cuda").text())).contains("its device is cuda, here cpu");
        assertThat(on("cuda").difference(on("cuda").text())).isEmpty();
    }

    @Test
    void aCheckpointIsForItsDeviceOnly() {
        assertThat(on("cuda").forCheckpoints()).isNotEqualTo(on("cpu").forCheckpoints());
    }

    /// There were checkpoints before there was a choice of devices.
    @Test
    void aCheckpointThatNamesNoDeviceIsOfTheCpu() {
        Prospectus before = new Prospectus(Map.of("seed", "1"), false);
        assertThat(on("cpu").forCheckpoints()).isEqualTo(before.forCheckpoints());
    }
}
