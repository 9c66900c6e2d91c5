package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import murmur.BadInput;
import murmur.data.Csv;
import murmur.data.Dataset;
import murmur.data.IdxFolder;
import murmur.data.ImageFolder;
import murmur.data.Npz;

/// The user's own data as `[DATASET]` describes them: `train_dir` and `test_dir` name folders, or files.
final class OwnSources {
    static final DatasetSection.Source IDX = folders -> {
        Dataset train = IdxFolder.train(train(folders));
        return new DataSource.Loaded(train, folders.test().map(test -> IdxFolder.test(test, train.classes())));
    };

    static final DatasetSection.Source NPZ = folders -> {
        Dataset train = Npz.read(train(folders));
        return loaded(train, folders.test().map(test -> Npz.read(test, train.classes())));
    };

    static final DatasetSection.Source IMAGE_FOLDER = new Pictures(OptionalInt.empty());

    static final DatasetSection.Source CSV = new Table("", Optional.empty());

    private OwnSources() {}

    private static Path train(DatasetSection.Folders folders) {
        return folders.train().orElseThrow(() -> BadInput.must("train_dir", "name a file or folder", "blank"));
    }

    private static DataSource.Loaded loaded(Dataset train, Optional<? extends Dataset> test) {
        test.ifPresent(samples -> BadInput.unless(
                samples.shape().equals(train.shape()),
                "a sample of test_dir",
                "have the shape of one of train_dir, " + train.shape(),
                samples.shape()));
        return new DataSource.Loaded(train, test.map(Dataset.class::cast));
    }

    /// @param side the height and width to which pictures are brought; that of the first one if empty
    private record Pictures(OptionalInt side) implements DatasetSection.Source {
        @Override
        public DatasetSection.Source with(DatasetSection.Settings settings) {
            return settings.keys()
                    .find("image_size", Kind.wholeAtLeast(1))
                    .map(side -> new Pictures(OptionalInt.of(side)))
                    .orElse(this);
        }

        @Override
        public DataSource.Loaded apply(DatasetSection.Folders folders) {
            ImageFolder found = ImageFolder.of(train(folders));
            ImageFolder pictures = side.isPresent() ? found.resized(side.getAsInt(), side.getAsInt()) : found;
            return loaded(pictures.read(train(folders)), folders.test().map(pictures::read));
        }
    }

    private record Table(String label, Optional<String> owner) implements DatasetSection.Source {
        @Override
        public DatasetSection.Source with(DatasetSection.Settings settings) {
            Keys keys = settings.keys();
            return new Table(keys.require("label_column", Kind.TEXT), keys.find("owner_column", Kind.TEXT));
        }

        @Override
        public DataSource.Loaded apply(DatasetSection.Folders folders) {
            Csv table = Csv.of(train(folders), label, owner);
            return loaded(table.read(train(folders)), folders.test().map(table::read));
        }
    }
}
