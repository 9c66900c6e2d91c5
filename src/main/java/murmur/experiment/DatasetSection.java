package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
import murmur.data.SharedSamples;
import murmur.data.TrainTest;
import murmur.data.catalogue.KnownDatasets;

/// Reads `[DATASET]`: what is learned, by which network, and how it is divided.
final class DatasetSection {
    private static final String OTHER_DATA = "use another data set";

    /// The reference seeds its networks with 97 and its partitions with 1234 where no seed is given.
    private static final long NETWORK_SEED = 97;

    private static final long PARTITION_SEED = 1234;
    private static final int TEST_BATCH_SIZE = 64;

    private final Keys keys;
    private final DatasetFolders datasets;

    /// @param datasets where relative paths, and those under `/datasets`, are looked up, one after the other
    DatasetSection(Keys keys, List<Path> datasets) {
        this.keys = keys.blankMeansDefault(
                        "train_dir",
                        "test_dir",
                        "sizes",
                        "test_batch_size",
                        "validation_size",
                        "validation_source",
                        "images_dir")
                .unsupported(Map.of("tokenizer", "remove it, it belongs to AmazonReview"));
        this.datasets = new DatasetFolders(datasets);
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

        /// Whether the data is also found beside a folder that is not there.
        default boolean looksBeside() {
            return false;
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

        /// Whether the training set is divided by whose the samples are, unless told otherwise.
        default boolean dividesFiles() {
            return false;
        }

        /// Whether samples can be set apart for validation.
        default boolean hasValidation() {
            return true;
        }

        default boolean wholeBatches() {
            return false;
        }

        /// What is known of the data without reading it.
        default Optional<Outline> outline(String name) {
            return Outline.of(name);
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

    /// A path of the configuration, and what it means here.
    ///
    /// @param cure where else it can come from
    private record Located(Entry entry, Path path, String cure) {
        Path existing() {
            mustExist();
            return path;
        }

        void mustExist() {
            if (!Files.exists(path)) {
                throw entry.refusal(
                        "be a folder or an archive that exists", "it was looked for at " + path + ": " + cure);
            }
        }
    }

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
            .without(OTHER_DATA, "AmazonReview");

    /// Data sets that are found by themselves.
    private static final Set<String> WITHOUT_FOLDER = Set.of("FashionMNIST", "Digits");

    DataSource source() {
        String name = keys.require("dataset_class", Kind.TEXT);
        Source source = SOURCES.read(keys)
                .with(new Settings(keys, partitionSeed(), key -> located(key).map(Located::existing)));
        Optional<Located> train = located("train_dir");
        Optional<Located> test = located("test_dir");
        if (!WITHOUT_FOLDER.contains(name) && train.isEmpty()) {
            throw keys.refusal("train_dir", "name the folder or the archive of the data set");
        }
        Optional<Path> fetched = datasets.fetched(name);
        DataSource.Loader loader = () -> {
            if (!source.looksBeside()) {
                Stream.concat(train.stream(), test.stream()).forEach(Located::mustExist);
            }
            return source.apply(new Folders(train.map(Located::path).or(() -> fetched), test.map(Located::path)));
        };
        Optional<Outline> outline = source.outline(name)
                .map(known -> test.isPresent() || WITHOUT_FOLDER.contains(name) ? known : known.withoutTest());
        return new DataSource(name, source.countsLabels(), loader, outline);
    }

    private Optional<Located> located(String key) {
        return keys.find(key, Kind.TEXT)
                .map(text -> new Located(keys.entry(key).orElseThrow(), datasets.find(text), cure()));
    }

    /// For a data set whose publisher is known, the command that gets it, or says how to.
    private String cure() {
        String give = "give the folder that holds the data sets with --datasets";
        return KnownDatasets.ofClass(keys.require("dataset_class", Kind.TEXT))
                .map(known -> give + ", or get it with murmur data fetch " + known.name())
                .orElse(give);
    }

    private static DataSource.Loaded cifar10(Folders folders) {
        Path train = folders.train().orElseThrow();
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

    /// @param folder where a relative `model_file` is looked up
    Experiment.Model model(Path folder) {
        return ModelCatalogue.read(keys, folder);
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
        Partition partition = new PlacedPartition(partition(), keys.place());
        return new Experiment.Split(
                partition, SOURCES.read(keys).onlyLocal(keys), ValidationKeys.read(keys, validationRules()));
    }

    private ValidationKeys.Rules validationRules() {
        Source source = SOURCES.read(keys);
        boolean owners = keys.read("partition_niid", PARTITIONS, "").equals("owner");
        return new ValidationKeys.Rules(
                source.hasValidation(), source.dividesFiles() || owners, partitionSeed(), networkSeed());
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
            case "shared" -> new SharedSamples(keys.require("samples_per_node", Kind.wholeAtLeast(1)), seed);
            default -> SOURCES.read(keys).partition(sizes, seed);
        };
    }

    private static final List<String> WAYS =
            List.of("iid", "simple", "kshard", "dirichlet", "quantity", "owner", "shared");

    /// The reference takes a false value for `iid` and a true one, its older spelling, for `kshard`.
    private static final Kind<String> PARTITIONS = Kind.of(
                    "be iid, simple, kshard, dirichlet, quantity, owner or shared", text -> switch (Value.of(text)) {
                        case Value.Truth truth -> Optional.of(truth.value() ? "kshard" : "iid");
                        case Value.None none -> Optional.of("iid");
                        case Value.Text word -> Optional.of(word.value()).filter(WAYS::contains);
                        default -> Optional.<String>empty();
                    })
            .suggesting(WAYS);

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
}
