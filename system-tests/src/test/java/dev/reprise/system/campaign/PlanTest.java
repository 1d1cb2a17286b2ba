package dev.reprise.system.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.system.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void a_seed_gives_the_same_plan_each_time_and_another_seed_another() {
        assertThat(Plan.of(42, 8, 500, 6)).isEqualTo(Plan.of(42, 8, 500, 6)).isNotEqualTo(Plan.of(43, 8, 500, 6));
    }

    @Test
    void it_has_as_many_operations_and_faults_as_were_asked_for() {
        Plan plan = Plan.of(42, 8, 1_003, 6);

        assertThat(plan.operations()).isEqualTo(1_003);
        assertThat(plan.clients()).hasSize(8);
        assertThat(plan.faults()).hasSize(6);
    }

    @Test
    void neighbouring_seeds_begin_differently() {
        DoubleSummaryStatistics after = IntStream.range(0, 20)
                .mapToDouble(
                        seed -> Plan.of(seed, 8, 100, 1).faults().getFirst().after())
                .summaryStatistics();

        assertThat(after.getMax() - after.getMin()).isGreaterThan(0.3);
    }

    @Test
    void some_hundred_plans_do_everything_to_everything() {
        List<Fault> faults = new ArrayList<>();
        Set<Step.Action> actions = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            Plan plan = Plan.of(seed, 8, 100, 6);
            faults.addAll(plan.faults());
            plan.clients().forEach(steps -> steps.forEach(step -> actions.add(step.action())));
        }

        assertThat(actions).containsExactlyInAnyOrder(Step.Action.values());
        assertThat(faults).extracting(Fault::kind).contains(Fault.Kind.values());
        for (Fault.Kind kind : List.of(Fault.Kind.KILL, Fault.Kind.PAUSE)) {
            assertThat(hit(faults, kind)).hasSize(RunningSystem.SERVICES.size() + 2);
        }
        for (Fault.Kind kind : List.of(Fault.Kind.CUT, Fault.Kind.SLOW)) {
            assertThat(hit(faults, kind)).containsExactlyInAnyOrderElementsOf(RunningSystem.SERVICES);
        }
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == Fault.Kind.PAUSE)
                .allMatch(fault -> fault.hold().compareTo(Duration.ofSeconds(10)) > 0);
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == Fault.Kind.KILL_TWO)
                .allMatch(fault -> Set.copyOf(fault.parts()).size() == 2);
    }

    private static Set<String> hit(List<Fault> faults, Fault.Kind kind) {
        Set<String> parts = new HashSet<>();
        faults.stream().filter(fault -> fault.kind() == kind).forEach(fault -> parts.addAll(fault.parts()));
        return parts;
    }
}
