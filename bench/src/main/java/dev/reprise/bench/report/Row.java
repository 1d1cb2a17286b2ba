package dev.reprise.bench.report;

import dev.reprise.bench.report.Requirement.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One figure in the report.
///
/// @param measurement what it belongs to
/// @param requirement absent where nothing is required: such figures tell what a ratio is made of
/// @param values of each round one
public record Row(
        String measurement, String figure, @Nullable Requirement requirement, List<Double> values) {

    public Spread spread() {
        return Spread.of(values);
    }

    /// Absent where nothing is required.
    public @Nullable Verdict verdict() {
        return requirement == null ? null : requirement.verdict(spread());
    }
}
