package murmur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder a user works in, with a configuration that runs in a second.
record Desk(Path folder) {
    static final String DIGITS = """
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            random_seed = 90
            partition_niid = kshard
            shards = 2
            [OPTIMIZER_PARAMS]
            optimizer_class = SGD
            lr = 0.1
            [TRAIN_PARAMS]
            training_class = Training
            batch_size = 8
            shuffle = True
            loss_class = CrossEntropyLoss
            [SHARING]
            sharing_class = ZeroSumSharing
            noise_std = 0.05
            self_noise = True
            save_models_for_attacks = 2
            [EXPERIMENT]
            graph = regular 4
            nodes = 16
            iterations = 4
            test_after = 2
            """;

    /// What the reference's users have: the graph comes from the command line, the data from a folder.
    static final String CIFAR = """
            [DATASET]
            dataset_package = decentralizepy.datasets.CIFAR10
            dataset_class = CIFAR10
            model_class = LeNet
            train_dir = /datasets/CIFAR
            test_dir = /datasets/CIFAR
            [OPTIMIZER_PARAMS]
            [TRAIN_PARAMS]
            [SHARING]
            sharing_class = Sharing
            """;

    Path file(String name, String content) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /// The quick configuration with a piece of its text replaced.
    Path digits(String piece, String replacement) {
        assertThat(DIGITS).contains(piece);
        return file("c.ini", DIGITS.replace(piece, replacement));
    }

    Path digits() {
        return file("c.ini", DIGITS);
    }

    /// Runs `murmur run <words>`, which must refuse in one line and touch nothing; returns that line.
    String refusal(Object... words) {
        List<Object> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(words));
        if (!all.contains("--log-dir")) {
            all.addAll(List.of("--log-dir", folder.resolve("out")));
        }
        List<String> before = content();
        Murmur run = Murmur.murmur(all.toArray());
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("murmur").doesNotContain("Exception");
        assertThat(content()).isEqualTo(before);
        return run.err().replace(folder + "/", "").strip();
    }

    /// Every file with its size and the time of its last change.
    List<String> content() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
