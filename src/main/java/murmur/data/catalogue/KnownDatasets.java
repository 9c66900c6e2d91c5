package murmur.data.catalogue;

import static murmur.data.catalogue.Checksum.md5;
import static murmur.data.catalogue.Checksum.sha256;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import murmur.BadInput;
import murmur.Nearest;
import murmur.data.Cifar10;
import murmur.data.Digits;
import murmur.data.FashionMnist;
import murmur.data.MovieLens;
import murmur.data.catalogue.KnownDataset.About;
import murmur.data.catalogue.Supply.Download;
import murmur.data.catalogue.Supply.Packing;
import murmur.data.catalogue.Supply.Published;

/// The catalogue: every data set of which the origin is known.
///
/// Checksums are the publishers' where they state some. Those of CIFAR-10's single batches are the ones torchvision
/// compares; those of the contents of Fashion-MNIST's files were computed from Debian's package.
public final class KnownDatasets {
    private KnownDatasets() {}

    /// All of them, in the order of their names.
    public static List<KnownDataset> all() {
        return List.of(
                LeafDatasets.celeba(),
                cifar10(),
                digits(),
                fashionMnist(),
                LeafDatasets.femnist(),
                movieLens(),
                LeafDatasets.reddit(),
                LeafDatasets.shakespeare());
    }

    /// Their names.
    public static List<String> names() {
        return all().stream().map(KnownDataset::name).toList();
    }

    /// @throws BadInput naming the nearest one if there is none of that name
    public static KnownDataset named(String name) {
        List<String> names = names();
        return all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    BadInput wrong = BadInput.must("the data set", "be one of " + String.join(", ", names), name);
                    String near = Nearest.to(name, names);
                    return near == null ? wrong : wrong.cure("did you mean " + near + "?");
                });
    }

    /// The data set that `[DATASET] dataset_class` names, if its origin is known.
    public static Optional<KnownDataset> ofClass(String datasetClass) {
        return all().stream()
                .filter(known -> known.datasetClass().equals(datasetClass))
                .findFirst();
    }

    private static KnownDataset cifar10() {
        String python = "cifar-10-python.tar.gz";
        Checksum archive = md5("c58f30108f718f92721af3b95e74349a");
        return new KnownDataset(
                "cifar10",
                "CIFAR10",
                about(
                        "60,000 colour pictures of 10 kinds of things (Krizhevsky, 2009)",
                        "none stated; cite the author's report",
                        "https://www.cs.toronto.edu/~kriz/cifar.html"),
                "CIFAR",
                List.of(
                        batches(),
                        List.of(file(python, 170_498_071, archive)),
                        List.of(new ExpectedFile(
                                "cifar-10-binary.tar.gz",
                                OptionalLong.empty(),
                                Optional.of(md5("c32a1d4ab5d03f1284b67883e8d87530"))))),
                new Published(
                        List.of(new Download(
                                URI.create("https://www.cs.toronto.edu/~kriz/" + python),
                                170_498_071,
                                Optional.of(archive),
                                Packing.TAR_GZ,
                                "")),
                        Optional.empty()),
                Cifar10::load);
    }

    private static List<Expected> batches() {
        return List.of(
                batch("data_batch_1", "c99cafc152244af753f735de768cd75f"),
                batch("data_batch_2", "d4bba439e000b95fd0a9bffe97cbabec"),
                batch("data_batch_3", "54ebc095f3ab1f0389bbae665268c751"),
                batch("data_batch_4", "634d18415352ddfa80567beed471001a"),
                batch("data_batch_5", "482c414d41f54cd18b22e5b47cb7c3cb"),
                batch("test_batch", "40351d587109b95175f43aff81a1287e"));
    }

    private static Expected batch(String name, String hex) {
        return new ExpectedFile("cifar-10-batches-py/" + name, OptionalLong.empty(), Optional.of(md5(hex)));
    }

    private static KnownDataset digits() {
        return new KnownDataset(
                "digits",
                "Digits",
                about(
                        "1,797 handwritten digits of 8 × 8 pixels (Alpaydin and Kaynak, 1998)",
                        "CC BY 4.0",
                        "https://doi.org/10.24432/C50P49"),
                "",
                List.of(List.of()),
                new Supply.Bundled(),
                folder -> Digits.load());
    }

    private static KnownDataset fashionMnist() {
        return new KnownDataset(
                "fashion-mnist",
                "FashionMNIST",
                about(
                        "70,000 grey pictures of 10 kinds of clothing (Xiao, Rasul and Vollgraf, 2017)",
                        "MIT",
                        "https://github.com/zalandoresearch/fashion-mnist"),
                "FashionMNIST",
                List.of(idx(""), idx("FashionMNIST/raw/")),
                new Published(
                        List.of(
                                idx("train-images-idx3-ubyte", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                                idx("train-labels-idx1-ubyte", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                                idx("t10k-images-idx3-ubyte", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                                idx("t10k-labels-idx1-ubyte", 5_148, "bb300cfdad3c16e7a12a480ee83cd310")),
                        Optional.of(new Supply.DebianPackage(
                                "dataset-fashion-mnist", Path.of("/usr/share/datasets/fashion-mnist")))),
                FashionMnist::load);
    }

    private static List<Expected> idx(String folder) {
        return List.of(
                file(
                        folder + "train-images-idx3-ubyte",
                        47_040_016,
                        sha256("c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888")),
                file(
                        folder + "train-labels-idx1-ubyte",
                        60_008,
                        sha256("bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9")),
                file(
                        folder + "t10k-images-idx3-ubyte",
                        7_840_016,
                        sha256("5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b")),
                file(
                        folder + "t10k-labels-idx1-ubyte",
                        10_008,
                        sha256("0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")));
    }

    private static Download idx(String name, long bytes, String hex) {
        return new Download(
                URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + name + ".gz"),
                bytes,
                Optional.of(md5(hex)),
                Packing.KEPT,
                "");
    }

    private static KnownDataset movieLens() {
        return new KnownDataset(
                "movielens",
                "MovieLens",
                about(
                        "ml-latest-small, 100,836 ratings of movies by 610 users (Harper and Konstan, 2015)",
                        "research use, no redistribution; see the page",
                        "https://grouplens.org/datasets/movielens/latest/"),
                "MovieLens",
                List.of(List.of(
                        new ExpectedFile("ml-latest-small/ratings.csv", OptionalLong.empty(), Optional.empty()))),
                new Published(
                        List.of(new Download(
                                URI.create("https://files.grouplens.org/datasets/movielens/ml-latest-small.zip"),
                                978_202,
                                Optional.empty(),
                                Packing.ZIP,
                                "")),
                        Optional.empty()),
                folder -> MovieLens.load(folder, MovieLens.Sizes.COUNTED, 0));
    }

    private static About about(String title, String licence, String page) {
        return new About(title, licence, URI.create(page));
    }

    private static Expected file(String path, long bytes, Checksum checksum) {
        return new ExpectedFile(path, OptionalLong.of(bytes), Optional.of(checksum));
    }
}
