package murmur.data;

/// The two parts every data set comes in: what nodes learn from, and what they are measured on.
public record TrainTest(Dataset train, Dataset test) {}
