package murmur.math;

import java.util.ArrayList;
import java.util.List;

/// What stands where in a parameter vector: values that are learned, and buffers, which a network keeps about
/// its inputs.
public record VectorLayout(List<Run> runs) {
    public VectorLayout {
        runs = List.copyOf(runs);
    }

    public enum Content {
        /// Changed by an optimiser.
        PARAMETER,
        /// A running mean or variance.
        STATISTIC,
        /// A whole number, such as that of the mini-batches seen.
        COUNTER
    }

    /// Values of one kind that stand side by side.
    public record Run(Content content, int start, int length) {
        int end() {
            return start + length;
        }
    }

    /// The layout of an empty vector.
    public static VectorLayout empty() {
        return new VectorLayout(List.of());
    }

    /// This layout, followed by `length` more values.
    public VectorLayout with(Content content, int length) {
        List<Run> longer = new ArrayList<>(runs);
        boolean same = !runs.isEmpty() && runs.getLast().content() == content;
        Run before = same ? longer.removeLast() : new Run(content, length(), 0);
        longer.add(new Run(content, before.start(), before.length() + length));
        return new VectorLayout(longer);
    }

    public int length() {
        return runs.isEmpty() ? 0 : runs.getLast().end();
    }

    /// The number of learned values.
    public int parameters() {
        return runs.stream()
                .filter(run -> run.content() == Content.PARAMETER)
                .mapToInt(Run::length)
                .sum();
    }

    public boolean hasBuffers() {
        return parameters() < length();
    }

    /// The learned values of `whole` alone, side by side.
    public ParameterVector parametersOf(ParameterVector whole) {
        float[] parameters = new float[parameters()];
        int next = 0;
        for (Run run : runs) {
            if (run.content() == Content.PARAMETER) {
                whole.copyTo(run.start(), parameters, next, run.length());
                next += run.length();
            }
        }
        return ParameterVector.owning(parameters);
    }

    /// `whole` with other learned values; its buffers stay.
    public ParameterVector withParameters(ParameterVector whole, ParameterVector parameters) {
        float[] values = whole.toArray();
        int next = 0;
        for (Run run : runs) {
            if (run.content() == Content.PARAMETER) {
                parameters.copyTo(next, values, run.start(), run.length());
                next += run.length();
            }
        }
        return ParameterVector.owning(values);
    }

    /// `whole` with the fractions of its counters cut off.
    public ParameterVector withWholeCounters(ParameterVector whole) {
        float[] values = whole.toArray();
        for (Run run : runs) {
            for (int i = run.start(); run.content() == Content.COUNTER && i < run.end(); i++) {
                values[i] = (long) values[i];
            }
        }
        return ParameterVector.owning(values);
    }
}
