package murmur.launch.site;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// This machine.
public record Here() implements Access {
    @Override
    public String name() {
        return "this machine";
    }

    @Override
    public Said run(List<String> words, byte[] input) throws IOException, InterruptedException {
        return execute(new ProcessBuilder(words), input);
    }

    /// Runs a process to its end. It is ended with this thread's wait, if that is interrupted.
    static Said execute(ProcessBuilder builder, byte[] input) throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            CompletableFuture<String> err = new CompletableFuture<>();
            Thread.startVirtualThread(() -> err.complete(text(process.getErrorStream())));
            Thread.startVirtualThread(() -> feed(process.getOutputStream(), input));
            String out = text(process.getInputStream());
            return new Said(process.waitFor(), out, err.join());
        } finally {
            process.destroy();
        }
    }

    private static String text(java.io.InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return "";
        }
    }

    /// Whoever does not read its input is none the worse for it.
    private static void feed(OutputStream out, byte[] input) {
        try (out) {
            out.write(input);
        } catch (IOException unread) {
            return;
        }
    }

    @Override
    public void send(Path from, List<String> files, String to) throws IOException {
        copy(from, files, Path.of(to));
    }

    @Override
    public void fetch(String from, List<String> files, Path to) throws IOException {
        copy(Path.of(from), files, to);
    }

    private static void copy(Path from, List<String> files, Path to) throws IOException {
        for (String file : files) {
            Files.copy(
                    from.resolve(file),
                    to.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
