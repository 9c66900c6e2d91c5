package murmur.experiment;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import murmur.model.Networks;
import murmur.model.Networks.Architecture;
import murmur.model.RecurrentNetworks;
import murmur.model.ResidualNetworks;

/// The networks `model_class` can name. Any of them goes with any data set whose samples have the shape it needs.
final class ModelCatalogue {
    private static final SequencedMap<String, Architecture> MODELS = models();

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
        return models;
    }

    static Experiment.Model read(Keys keys) {
        Architecture architecture = keys.require("model_class", Kind.oneOf(MODELS));
        String name = keys.require("model_class", Kind.TEXT);
        boolean faces = keys.find("dataset_class", Kind.TEXT)
                .filter(data -> data.equals("Celeba"))
                .isPresent();
        // The reference has a network named CNN with each of three data sets.
        return new Experiment.Model(name, faces && name.equals("CNN") ? Networks::celebaCnn : architecture);
    }
}
