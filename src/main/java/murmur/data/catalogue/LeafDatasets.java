package murmur.data.catalogue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import murmur.data.CelebA;
import murmur.data.Femnist;
import murmur.data.Reddit;
import murmur.data.Shakespeare;
import murmur.data.catalogue.KnownDataset.About;
import murmur.data.catalogue.Supply.ByHand;

/// The data sets of LEAF (Caldas et al., 2018), which its scripts make from the files of others.
final class LeafDatasets {
    private static final String LEAF = "https://github.com/TalwalkarLab/leaf";
    private static final String CLONE = "git clone " + LEAF + " && cd leaf/data/";
    private static final List<String> JSON = List.of(".json");

    /// Where decentralizepy's users have FEMNIST.
    private static final String OLD_TRAIN = "femnist/per_user_data/per_user_data/train";

    private static final String OLD_TEST = "femnist/data/test/test";

    private LeafDatasets() {}

    static KnownDataset femnist() {
        return new KnownDataset(
                "femnist",
                "Femnist",
                about(
                        "805,263 handwritten digits and letters in 62 classes, by 3,550 writers",
                        "LEAF's scripts: BSD 2-Clause; pictures: NIST Special Database 19",
                        LEAF + "/tree/master/data/femnist"),
                "Femnist",
                List.of(trainAndTest("train", "test"), trainAndTest(OLD_TRAIN, OLD_TEST)),
                new ByHand(List.of(
                        CLONE + "femnist && ./preprocess.sh -s niid --sf 1.0 -k 0 -t sample",
                        "copy its data/train and data/test to train and test in the folder above",
                        "nodes get whole files of train: where every writer is to be one, write one file per writer")),
                reading((train, test) -> {
                    Femnist.train(train);
                    Femnist.test(test);
                }));
    }

    static KnownDataset shakespeare() {
        return new KnownDataset(
                "shakespeare",
                "Shakespeare",
                about(
                        "Shakespeare's plays, the lines of 1,129 roles",
                        "public domain (Project Gutenberg); LEAF's scripts: BSD 2-Clause",
                        LEAF + "/tree/master/data/shakespeare"),
                "Shakespeare",
                List.of(trainAndTest("train", "test")),
                new ByHand(List.of(
                        CLONE + "shakespeare && ./preprocess.sh -s niid --sf 1.0 -k 0 -t sample -tf 0.8",
                        "copy its data/train and data/test to train and test in the folder above",
                        "nodes get whole files of train: where every role is to be one, write one file per role")),
                reading((train, test) -> {
                    Shakespeare.train(train);
                    Shakespeare.test(test);
                }));
    }

    static KnownDataset reddit() {
        return new KnownDataset(
                "reddit",
                "Reddit",
                about(
                        "comments of December 2017, as sequences of ten words",
                        "none stated; Reddit's terms hold",
                        LEAF + "/tree/master/data/reddit"),
                "Reddit",
                List.of(List.of(
                        new ExpectedFolder("data/train", JSON),
                        new ExpectedFolder("data/test", JSON),
                        new ExpectedFolder("vocab", List.of("reddit_vocab.pck")))),
                new ByHand(List.of(
                        "open " + LEAF
                                + "/tree/master/data/reddit in a browser, and load the subsampled data it links to",
                        "copy its train and test to data/train and data/test in the folder above",
                        "make the vocabulary with LEAF's build_vocab.py, and copy it to vocab/reddit_vocab.pck there")),
                folder -> {
                    Reddit.train(folder.resolve("data", "train"));
                    Reddit.test(folder.resolve("data", "test"), folder.resolve("data", "train"));
                });
    }

    static KnownDataset celeba() {
        String page = "http://mmlab.ie.cuhk.edu.hk/projects/CelebA.html";
        return new KnownDataset(
                "celeba",
                "Celeba",
                about(
                        "200,288 faces of 9,343 celebrities, smiling or not (Liu et al., 2015)",
                        "research that is not commercial, no redistribution; see the page",
                        page),
                "Celeba",
                List.of(List.of(
                        new ExpectedFolder("train", JSON),
                        new ExpectedFolder("test", JSON),
                        new ExpectedFolder("img_align_celeba", List.of(".png", ".jpg")))),
                new ByHand(List.of(
                        "agree to the terms on " + page + " and load img_align_celeba.zip, identity_CelebA.txt and"
                                + " list_attr_celeba.txt",
                        CLONE + "celeba, put all three in data/raw, the first one unpacked, and run"
                                + " ./preprocess.sh -s niid --sf 1.0 -k 5 -t sample",
                        "copy its data/train, data/test and data/raw/img_align_celeba to the folder above")),
                folder -> {
                    Path images = folder.resolve("img_align_celeba");
                    CelebA.train(folder.resolve("train"), images);
                    CelebA.test(folder.resolve("test"), images);
                });
    }

    private static List<Expected> trainAndTest(String train, String test) {
        return List.of(new ExpectedFolder(train, JSON), new ExpectedFolder(test, JSON));
    }

    private static Consumer<Path> reading(BiConsumer<Path, Path> reader) {
        return folder -> reader.accept(
                either(folder.resolve("train"), folder.resolve(OLD_TRAIN)),
                either(folder.resolve("test"), folder.resolve(OLD_TEST)));
    }

    private static Path either(Path one, Path other) {
        return Stream.of(one, other).filter(Files::isDirectory).findFirst().orElse(one);
    }

    private static About about(String title, String licence, String page) {
        return new About(title, licence, URI.create(page));
    }
}
