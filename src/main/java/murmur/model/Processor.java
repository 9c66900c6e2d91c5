package murmur.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import murmur.BadInput;

/// What the processor of this machine can do.
///
/// @param flags the names Linux gives to its abilities
public record Processor(Set<String> flags) {
    private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");

    public Processor {
        flags = Set.copyOf(flags);
    }

    /// That of this machine; one that can do nothing special where the system does not say.
    public static Processor here() {
        Path description = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(description) ? of(Files.readString(description)) : new Processor(Set.of());
        } catch (IOException unreadable) {
            return new Processor(Set.of());
        }
    }

    /// From a text like `/proc/cpuinfo`.
    static Processor of(String description) {
        return new Processor(description
                .lines()
                .filter(line -> line.matches("flags\\s*:.*"))
                .findFirst()
                .map(line ->
                        Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                .orElse(Set.of()));
    }

    /// Elsewhere libtorch would emulate what the processor cannot do, far slower than without.
    ///
    /// @throws BadInput if this processor does not multiply numbers of that precision
    public void require(Precision precision) {
        if (precision == Precision.BFLOAT16 && BFLOAT16.stream().noneMatch(flags::contains)) {
            throw BadInput.must(
                            "precision",
                            "be float32 on a processor without " + String.join(" or ", BFLOAT16),
                            precision.word())
                    .cure("leave the key out, or run on a processor that has it: AMD's since Zen 4, Intel's Cooper"
                            + " Lake and its servers since Sapphire Rapids");
        }
    }
}
