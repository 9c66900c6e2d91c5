package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import murmur.BadInput;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    private static final float[] VALUES = {1, -2, 3.5f, Float.MIN_VALUE};

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:0", "cuda:12"})
    void graphicsCardsHaveAMemoryOfTheirOwnAndAreOfOneKind(String word) {
        Device device = Device.parse(word).orElseThrow();
        assertThat(device.word()).isEqualTo(word);
        assertThat(device.kind()).isEqualTo("cuda");
        assertThat(device.apart()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:01", "cuda:1.5", "cpu:0", "meta"})
    void otherWordsNameNoDevice(String word) {
        assertThat(Device.parse(word)).isEmpty();
    }

    @Test
    void theCpuComputesWhereTheValuesAre() {
        assertThat(Device.parse("cpu")).contains(Device.CPU);
        Tensor tensor = Tensor.create(VALUES);
        assertThat(Device.CPU.put(tensor)).isSameAs(tensor);
        assertThat(Device.CPU.fetch(tensor).data_ptr()).isEqualTo(tensor.data_ptr());
        assertThatCode(Device.CPU::prepare).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:3", "cuda:999"})
    void aGraphicsCardIsRefusedWhereLibtorchHasNoCuda(String word) {
        assertThatThrownBy(Device.parse(word).orElseThrow()::prepare)
                .isInstanceOf(BadInput.class)
                .hasMessage("device must be one that this machine has, was " + word
                        + "; the program's libtorch is built without CUDA: build with MURMUR_MAVEN_OPTIONS=-Pcuda"
                        + " ./murmur --version, on a machine with a graphics card; or leave the key out");
    }

    @Test
    void whatIsPutOnADeviceIsACopyInTheSameOrder() {
        try (PointerScope scope = new PointerScope()) {
            Tensor image = torch.arange(new Scalar(24f)).view(1, 2, 3, 4).contiguous(MemoryFormat.ChannelsLast);
            Tensor there = Devices.DISTANT_CPU.put(image);
            assertThat(there.data_ptr()).isNotEqualTo(image.data_ptr());
            assertThat(there.stride(1)).isEqualTo(1);
            assertThat(torch.equal(there, image)).isTrue();
            Tensor back = Devices.DISTANT_CPU.fetch(there);
            assertThat(back.data_ptr()).isNotEqualTo(there.data_ptr());
            assertThat(new FloatPointer(back.data_ptr()).get(1)).isEqualTo(1);
        }
    }

    @Test
    void aVectorIsWrittenToItsDeviceAndReadFromThere() {
        for (Device device : new Device[] {Device.CPU, Devices.DISTANT_CPU}) {
            DeviceVector vector = device.vector(VALUES.length);
            vector.write(data -> data.put(VALUES));
            vector.tensor().mul_(new Scalar(2));
            float[] doubled = new float[VALUES.length];
            vector.read(data -> data.get(doubled));
            assertThat(doubled).containsExactly(2, -4, 7, 2 * Float.MIN_VALUE);
        }
    }
}
