package dev.reprise.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A report for programs.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// Indented. A figure that is no number is written as a text, `"NaN"`.
    public static String of(Report report) {
        Map<String, Object> all = new LinkedHashMap<>(report.circumstances());
        all.put("allMustsMet", report.exitStatus() == 0);
        all.put("failures", report.failures());
        all.put("measured", report.rows().stream().map(Json::row).toList());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static Map<String, Object> row(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measurement", row.measurement());
        fields.put("figure", row.figure());
        Requirement requirement = row.requirement();
        if (requirement != null) {
            fields.put("direction", requirement.direction().name().toLowerCase(Locale.ROOT));
            fields.put("must", requirement.must());
            fields.put("goal", requirement.goal());
            fields.put("verdict", requirement.verdict(row.spread()).name().toLowerCase(Locale.ROOT));
        }
        Spread spread = row.spread();
        fields.put("median", spread.median());
        fields.put("min", spread.least());
        fields.put("max", spread.most());
        fields.put("values", List.copyOf(row.values()));
        return fields;
    }
}
