package murmur.data.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process of its own that fetches, and prints every event but progress.
record FetchingProcess(Process process, BufferedReader output) implements AutoCloseable {
    public static void main(String[] words) throws IOException, InterruptedException {
        KnownDataset dataset = Samples.oneFile(URI.create(words[0]), Samples.bytes(Integer.parseInt(words[1])));
        new Fetch(dataset, Path.of(words[2]), Optional.empty(), false)
                .run(Patience.USUAL, new AptGet(List.of()), FetchingProcess::print);
    }

    @SuppressWarnings("SystemOut")
    private static void print(FetchEvent event) {
        if (!(event instanceof FetchEvent.Loaded)) {
            System.out.println(event);
        }
    }

    static FetchingProcess start(URI address, int bytes, Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchingProcess.class.getName(),
                        address.toString(),
                        Integer.toString(bytes),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        return new FetchingProcess(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /// The next line it prints.
    String line() throws IOException {
        return String.valueOf(output.readLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
