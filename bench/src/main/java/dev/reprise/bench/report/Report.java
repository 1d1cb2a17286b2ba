package dev.reprise.bench.report;

import dev.reprise.bench.report.Requirement.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// All that one run measured.
public final class Report {

    private final Map<String, Object> circumstances;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    /// @param circumstances what has to be known to read the figures: the machine, sizes, the generator of load
    public Report(Map<String, Object> circumstances) {
        this.circumstances = new LinkedHashMap<>(circumstances);
    }

    /// @param requirements of the measurement; each has to find its figure
    public void add(String measurement, Figures figures, List<Requirement> requirements) {
        Map<String, Requirement> missing = new LinkedHashMap<>();
        requirements.forEach(requirement -> missing.put(requirement.figure(), requirement));
        figures.values()
                .forEach((figure, values) -> rows.add(new Row(measurement, figure, missing.remove(figure), values)));
        if (!missing.isEmpty()) {
            fail(measurement, "it did not measure " + missing.keySet());
        }
    }

    /// Notes that something could not be measured.
    public void fail(String measurement, String reason) {
        failures.put(measurement, reason);
    }

    public Map<String, Object> circumstances() {
        return circumstances;
    }

    public List<Row> rows() {
        return rows;
    }

    public Map<String, String> failures() {
        return failures;
    }

    /// Measurements that failed, and those with a figure that is not what it must be.
    public Set<String> shortfalls() {
        Set<String> all = new TreeSet<>(failures.keySet());
        rows.stream().filter(row -> row.verdict() == Verdict.NOT_MET).forEach(row -> all.add(row.measurement()));
        return all;
    }

    /// The run's exit status: 0 when everything is what it must be, else 1.
    public int exitStatus() {
        return shortfalls().isEmpty() ? 0 : 1;
    }
}
