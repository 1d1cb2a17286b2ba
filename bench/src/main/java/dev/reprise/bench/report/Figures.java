package dev.reprise.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was measured, by name, in the order in which it was first measured: of each round one value.
public final class Figures {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    public void add(String name, double value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    /// Adds what another JVM measured.
    public void addAll(Map<String, List<Double>> others) {
        others.forEach((name, measured) -> measured.forEach(value -> add(name, value)));
    }

    /// Of the rounds so far.
    ///
    /// @throws IllegalArgumentException if it was not measured
    public double median(String name) {
        return Spread.of(values.getOrDefault(name, List.of())).median();
    }

    public Map<String, List<Double>> values() {
        return values;
    }
}
