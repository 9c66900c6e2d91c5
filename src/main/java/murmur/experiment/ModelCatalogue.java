package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import murmur.model.Networks;
import murmur.model.Networks.Architecture;
import murmur.model.RecurrentNetworks;
import murmur.model.ResidualNetworks;
import murmur.model.TorchScript;

/// The networks `model_class` can name. Any of them goes with any data set whose samples have the shape it needs.
final class ModelCatalogue {
    private static final SequencedMap<String, Architecture> MODELS = models();

    private static final String SCRIPTED = "TorchScript";

    private ModelCatalogue() {}

    private static SequencedMap<String, Architecture> models() {
        SequencedMap<String, Architecture> models = new LinkedHashMap<>();
        models.put("LeNet", Networks::leNet);
        models.put("CNN", Networks::cnn);
        models.put("ResNet8", ResidualNetworks::resNet8);
        models.put("ResNet18", ResidualNetworks::resNet18);
        models.put("GN_ResNet18", ResidualNetworks::groupNormResNet18);
        models.put("RNET", ResidualNetworks::rnet);
        models.put("GN_RNET", ResidualNetworks::groupNormRnet);
        models.put("LSTM", RecurrentNetworks::characters);
        models.put("RNN", RecurrentNetworks::words);
        models.put("MatrixFactorization", Networks.MATRIX_FACTORIZATION);
        models.put("MLP", Networks::multilayerPerceptron);
        models.put("LogisticRegression", Networks::softmaxRegression);
        // Which file, the configuration says.
        models.put(SCRIPTED, new TorchScript(Path.of("")));
        return models;
    }

    /// @param folder where a relative `model_file` is looked up
    static Experiment.Model read(Keys keys, Path folder) {
        Architecture architecture = keys.require("model_class", Kind.oneOf(MODELS));
        String name = keys.require("model_class", Kind.TEXT);
        if (name.equals(SCRIPTED)) {
            return scripted(keys, folder);
        }
        boolean faces = keys.find("dataset_class", Kind.TEXT)
                .filter(data -> data.equals("Celeba"))
                .isPresent();
        // The reference has a network named CNN with each of three data sets.
        return new Experiment.Model(name, faces && name.equals("CNN") ? Networks::celebaCnn : architecture);
    }

    private static Experiment.Model scripted(Keys keys, Path folder) {
        String name = keys.require("model_file", Kind.TEXT);
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw keys.entry("model_file").orElseThrow().refusal("be a file that exists", "there is no " + file);
        }
        return new Experiment.Model(SCRIPTED, new TorchScript(file), Optional.of(file));
    }
}
