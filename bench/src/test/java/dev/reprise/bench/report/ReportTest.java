package dev.reprise.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Requirement REQUIRED = Requirement.atLeast("ratio", 0.7, 0.9);

    private final Report report = new Report(Map.of("rounds", 3));

    private static Figures figures(double... ratios) {
        Figures figures = new Figures();
        for (double ratio : ratios) {
            figures.add("ratio", ratio);
            figures.add("requests/s", ratio * 10_000);
        }
        return figures;
    }

    @Test
    void a_run_in_which_every_must_is_met_ends_with_0() {
        report.add("pages", figures(0.6, 0.8, 0.75), List.of(REQUIRED));
        assertThat(report.shortfalls()).isEmpty();
        assertThat(report.exitStatus()).isZero();
    }

    @Test
    void a_must_that_is_not_met_ends_the_run_with_1() {
        report.add("visible", figures(0.8), List.of(REQUIRED));
        report.add("pages", figures(0.6, 0.8, 0.65), List.of(REQUIRED));
        assertThat(report.shortfalls()).containsExactly("pages");
        assertThat(report.exitStatus()).isEqualTo(1);
    }

    @Test
    void what_could_not_be_measured_ends_the_run_with_1() {
        report.fail("pages", "no answer");
        assertThat(report.exitStatus()).isEqualTo(1);
    }

    @Test
    void a_requirement_whose_figure_was_not_measured_ends_the_run_with_1() {
        report.add("pages", figures(0.8), List.of(REQUIRED, Requirement.atMost("renamed", 4, 2)));
        assertThat(report.exitStatus()).isEqualTo(1);
        assertThat(report.failures()).containsOnlyKeys("pages");
    }

    @Test
    void the_table_says_what_is_required_and_what_came_out() {
        report.add("pages", figures(0.6, 0.8, 0.75), List.of(REQUIRED));
        assertThat(Table.of(report).lines())
                .anySatisfy(line -> assertThat(line)
                        .matches("pages: ratio +≥ 0\\.70 +≥ 0\\.90 +0\\.75 +\\(0\\.60 – 0\\.80\\) +3 +met"))
                .anySatisfy(line ->
                        assertThat(line).matches("pages: requests/s +7,500\\.00 +\\(6,000\\.00 – 8,000\\.00\\) +3"));
    }

    @Test
    void the_json_has_the_same_and_every_value() {
        report.add("pages", figures(0.6, 0.8, 0.75), List.of(REQUIRED));
        JsonNode json = JsonMapper.builder().build().readTree(Json.of(report));
        assertThat(json.get("rounds").asInt()).isEqualTo(3);
        assertThat(json.get("allMustsMet").asBoolean()).isTrue();
        JsonNode ratio = json.at("/measured/0");
        assertThat(ratio.get("verdict").asString()).isEqualTo("met");
        assertThat(ratio.get("must").asDouble()).isEqualTo(0.7);
        assertThat(ratio.get("median").asDouble()).isEqualTo(0.75);
        assertThat(ratio.get("values").size()).isEqualTo(3);
        assertThat(json.at("/measured/1").has("must")).isFalse();
    }

    @Test
    void curves_become_a_picture(@TempDir Path folder) throws Exception {
        Plots.Curve curve = new Plots.Curve(List.of(10.0, 100.0, 1_000.0), List.of(1.0, 1.1, 1.3));
        new Plots(folder, "run", "")
                .draw("bigpost", "Posts", new Plots.Axes("comments", "ms", true), Map.of("page", curve));
        assertThat(Files.readAllBytes(folder.resolve("run-bigpost.png")))
                .startsWith(0x89, 'P', 'N', 'G')
                .hasSizeGreaterThan(1_000);
    }
}
