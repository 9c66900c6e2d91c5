package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import murmur.BadInput;
import murmur.data.ByOwner;
import murmur.data.Cifar10;
import murmur.data.Consecutive;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.DirichletLabels;
import murmur.data.FashionMnist;
import murmur.data.Fractions;
import murmur.data.Iid;
import murmur.data.LabelShards;
import murmur.data.Partition;
import murmur.data.QuantitySkew;
import murmur.data.TrainTest;

/// Reads `[DATASET]`: what is learned, by which network, and how it is divided.
final class DatasetSection {
    private static final String LATER = "it comes with a later version";

    /// The reference seeds its networks with 97 and its partitions with 1234 where no seed is given.
    private static final long NETWORK_SEED = 97;

    private static final long PARTITION_SEED = 1234;
    private static final int TEST_BATCH_SIZE = 64;

    private final Keys keys;
    private final Path datasets;

    /// @param datasets where relative paths, and those under `/datasets`, are looked up
    DatasetSection(Keys keys, Path datasets) {
        this.keys = keys.blankMeansDefault(
                        "train_dir",
                        "test_dir",
                        "sizes",
                        "test_batch_size",
                        "validation_size",
                        "validation_source",
                        "images_dir")
                .unsupported(Map.of(
                        "validation_source", LATER,
                        "validation_size", LATER,
                        "tokenizer", LATER));
        this.datasets = datasets;
    }

    /// How a data set is read from the folders of the configuration.
    interface Source extends Function<Folders, DataSource.Loaded> {
        /// The same, with what only this data set is told.
        default Source with(Settings settings) {
            return this;
        }

        /// Whether each machine divides the data among its own nodes.
        default boolean onlyLocal(Keys keys) {
            return keys.read("only_local", Kind.TRUTH, false);
        }

        default int testBatchSize() {
            return TEST_BATCH_SIZE;
        }

        /// The partition where the configuration names none.
        default Partition partition(Fractions sizes, long seed) {
            return new Consecutive(sizes);
        }

        /// The partition by whose the samples are.
        default Partition byOwner() {
            return new ByOwner(false);
        }

        default boolean wholeBatches() {
            return false;
        }

        /// Whether the reference passes over a node's samples before it makes the model, which draws a random number.
        default boolean countsLabels() {
            return true;
        }
    }

    /// What a data set may ask for.
    ///
    /// @param seed of whatever it divides itself
    /// @param path the file or folder that a key names
    record Settings(Keys keys, long seed, Function<String, Optional<Path>> path) {}

    record Folders(Optional<Path> train, Optional<Path> test) {}

    private static final Catalogue<Source> SOURCES = new Catalogue<Source>("dataset")
            .with("CIFAR10", DatasetSection::cifar10, "decentralizepy.datasets.CIFAR10")
            .with("FashionMNIST", DatasetSection::fashionMnist)
            .with("Digits", folders -> both(Digits.load()))
            .with("MovieLens", MovieLensSource.PLAIN, "decentralizepy.datasets.MovieLens")
            .with("Femnist", LeafSource.FEMNIST, "decentralizepy.datasets.Femnist")
            .with("FemnistLabelSplit", LabelSplitSource.PLAIN, "decentralizepy.datasets.FemnistLabelSplit")
            .with("Celeba", LeafSource.CELEBA, "decentralizepy.datasets.Celeba")
            .with("Shakespeare", LeafSource.SHAKESPEARE, "decentralizepy.datasets.Shakespeare")
            .with("Reddit", LeafSource.REDDIT, "decentralizepy.datasets.Reddit")
            .with("ImageFolder", OwnSources.IMAGE_FOLDER)
            .with("Csv", OwnSources.CSV)
            .with("Npz", OwnSources.NPZ)
            .with("Idx", OwnSources.IDX)
            .without(LATER, "AmazonReview");

    DataSource source() {
        String name = keys.require("dataset_class", Kind.TEXT);
        Source source = SOURCES.read(keys).with(new Settings(keys, partitionSeed(), this::folder));
        Folders folders = new Folders(folder("train_dir"), folder("test_dir"));
        return new DataSource(name, source.countsLabels(), () -> source.apply(folders));
    }

    private Optional<Path> folder(String key) {
        return keys.find(key, Kind.TEXT).map(text -> new DatasetFolders(datasets).find(text));
    }

    private static DataSource.Loaded cifar10(Folders folders) {
        Path train = folders.train().orElseThrow(() -> BadInput.must("train_dir", "name a folder", "blank"));
        if (folders.test().equals(folders.train())) {
            return both(Cifar10.load(train));
        }
        return new DataSource.Loaded(Cifar10.train(train), folders.test().map(Cifar10::test));
    }

    private static DataSource.Loaded fashionMnist(Folders folders) {
        Optional<Path> test = folders.test().or(folders::train);
        Dataset train = FashionMnist.train(folders.train().orElse(null));
        return new DataSource.Loaded(train, Optional.of(FashionMnist.test(test.orElse(null))));
    }

    private static DataSource.Loaded both(TrainTest parts) {
        return new DataSource.Loaded(parts.train(), Optional.of(parts.test()));
    }

    Experiment.Model model() {
        return ModelCatalogue.read(keys);
    }

    /// Whether training leaves out an incomplete last mini-batch.
    boolean wholeBatches() {
        return SOURCES.read(keys).wholeBatches();
    }

    long networkSeed() {
        return keys.read("random_seed", seed(), NETWORK_SEED);
    }

    int testBatchSize() {
        return keys.read(
                "test_batch_size", Kind.wholeAtLeast(1), SOURCES.read(keys).testBatchSize());
    }

    Experiment.Split split() {
        Partition partition = partition();
        return new Experiment.Split(partition, SOURCES.read(keys).onlyLocal(keys));
    }

    private long partitionSeed() {
        return keys.read("random_seed", seed(), PARTITION_SEED);
    }

    private Partition partition() {
        long seed = partitionSeed();
        int shards = keys.read("shards", Kind.wholeAtLeast(1), 1);
        double alpha = keys.read("alpha", Kind.numberAbove(0), 100.0);
        Fractions sizes = sizes();
        return switch (keys.read("partition_niid", PARTITIONS, "")) {
            case "simple" -> new Consecutive(sizes);
            case "owner" -> SOURCES.read(keys).byOwner();
            case "iid" -> new Iid(seed, sizes);
            case "kshard" -> new LabelShards(shards, seed, sizes);
            case "dirichlet" -> new DirichletLabels(alpha, seed);
            case "quantity" -> new QuantitySkew(alpha, seed);
            default -> SOURCES.read(keys).partition(sizes, seed);
        };
    }

    /// The reference takes a false value for `iid` and a true one, its older spelling, for `kshard`.
    private static final Kind<String> PARTITIONS =
            Kind.of("be iid, simple, kshard, dirichlet, quantity or owner", text -> switch (Value.of(text)) {
                case Value.Truth truth -> Optional.of(truth.value() ? "kshard" : "iid");
                case Value.None none -> Optional.of("iid");
                case Value.Text word ->
                    Optional.of(word.value())
                            .filter(List.of("iid", "simple", "kshard", "dirichlet", "quantity", "owner")::contains);
                default -> Optional.empty();
            });

    private Fractions sizes() {
        return keys.entry("sizes")
                .map(entry -> {
                    try {
                        return Fractions.parse(entry.text());
                    } catch (BadInput bad) {
                        throw bad.at(entry.place());
                    }
                })
                .orElseGet(Fractions::equal);
    }

    private static Kind<Long> seed() {
        return Kind.LONG.which("of at least 0", value -> value >= 0);
    }

    /// Where data sets are looked up.
    private record DatasetFolders(Path root) {
        private static final Path CONTAINER = Path.of("/datasets");

        Path find(String text) {
            Path path = Path.of(text);
            Path inRoot = path.startsWith(CONTAINER) ? root.resolve(CONTAINER.relativize(path)) : root.resolve(path);
            return path.isAbsolute() && !Files.exists(inRoot) && Files.exists(path) ? path : inRoot;
        }
    }
}
