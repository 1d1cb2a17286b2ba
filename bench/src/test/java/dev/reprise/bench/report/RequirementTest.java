package dev.reprise.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.bench.report.Requirement.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementTest {

    private static Verdict verdict(Requirement requirement, Double... values) {
        return requirement.verdict(Spread.of(List.of(values)));
    }

    @Test
    void what_is_to_be_large_meets_its_bounds_from_above() {
        Requirement large = Requirement.atLeast("rate", 0.7, 0.9);
        assertThat(verdict(large, 0.95)).isEqualTo(Verdict.GOAL_MET);
        assertThat(verdict(large, 0.9)).isEqualTo(Verdict.GOAL_MET);
        assertThat(verdict(large, 0.7)).isEqualTo(Verdict.MET);
        assertThat(verdict(large, 0.69)).isEqualTo(Verdict.NOT_MET);
    }

    @Test
    void what_is_to_be_small_meets_its_bounds_from_below() {
        Requirement small = Requirement.atMost("time", 4, 2);
        assertThat(verdict(small, 1.9)).isEqualTo(Verdict.GOAL_MET);
        assertThat(verdict(small, 4.0)).isEqualTo(Verdict.MET);
        assertThat(verdict(small, 4.01)).isEqualTo(Verdict.NOT_MET);
    }

    @Test
    void the_median_is_judged_and_not_the_best_or_the_worst() {
        assertThat(verdict(Requirement.atMost("time", 4, 2), 1.0, 5.0, 6.0)).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(Requirement.atMost("time", 4, 2), 1.0, 3.0, 60.0)).isEqualTo(Verdict.MET);
    }

    @Test
    void what_is_no_number_meets_nothing() {
        assertThat(verdict(Requirement.atMost("time", 4, 2), Double.NaN)).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(Requirement.atLeast("rate", 0.7, 0.9), Double.NaN)).isEqualTo(Verdict.NOT_MET);
    }
}
