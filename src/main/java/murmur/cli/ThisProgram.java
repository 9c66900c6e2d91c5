package murmur.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// How this very program is started again on this machine.
final class ThisProgram {
    private ThisProgram() {}

    /// @param processes of how many at the same time each is one, which share the memory
    /// @param options more of them for the JVM
    static List<String> words(int processes, List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(options);
        words.add("-XX:MaxRAMPercentage=" + 70 / processes);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return words;
    }
}
