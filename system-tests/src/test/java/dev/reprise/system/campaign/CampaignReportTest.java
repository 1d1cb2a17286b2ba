package dev.reprise.system.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import dev.reprise.system.campaign.Fault.Kind;
import dev.reprise.system.campaign.History.Attempt;
import dev.reprise.system.campaign.History.Outcome;
import dev.reprise.system.campaign.History.Write;
import dev.reprise.system.campaign.Nemesis.Suffered;
import dev.reprise.system.campaign.Violation.Check;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignReportTest {

    @Test
    void it_adds_up_what_runs_did_and_names_the_seeds_to_run_again() {
        UUID id = new UUID(0, 1);
        Write acknowledged = write(Outcome.ACKNOWLEDGED, new ConsistencyToken(Topic.POSTS, id, id, 1));
        Write unknown = write(Outcome.UNKNOWN, null);
        Outcomes sound = run(
                7, List.of(acknowledged, unknown), List.of(suffered(Kind.KILL, 3), suffered(Kind.CUT, 1)), List.of());
        Outcomes spoilt = run(
                8,
                List.of(acknowledged),
                List.of(suffered(Kind.KILL, 5)),
                List.of(new Violation(Check.LOST_WRITE, "x")));

        assertThat(new CampaignReport(List.of(sound, spoilt))
                        .text()
                        .lines()
                        .map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "runs 2",
                        "seeds 7 8",
                        "operations 200",
                        "writes acknowledged 2",
                        "writes refused 0",
                        "writes unknown 1",
                        "fault: SIGKILL 2 caught up after p50 3.0 s, p95 5.0 s, longest 5.0 s",
                        "fault: SIGSTOP 0",
                        "faults 3 caught up after p50 3.0 s, p95 5.0 s, longest 5.0 s",
                        "lost write 1",
                        "reordered key 0",
                        "violations 1",
                        "run it again with -Dreprise.campaign.seed=8");
    }

    @Test
    void a_percentile_is_one_of_the_values() {
        List<Long> hundred = LongStream.rangeClosed(1, 100).boxed().toList();
        assertThat(CampaignReport.percentile(hundred, 50)).isEqualTo(50);
        assertThat(CampaignReport.percentile(hundred, 95)).isEqualTo(95);
        assertThat(CampaignReport.percentile(List.of(4L), 50)).isEqualTo(4);
    }

    private static Write write(Outcome outcome, @Nullable ConsistencyToken token) {
        return new Write("operation", History.Kind.CREATE_POST, "text", null, List.of(new Attempt(outcome, 0, token)));
    }

    private static Suffered suffered(Kind kind, int seconds) {
        return new Suffered(new Fault(kind, List.of(), Duration.ZERO, Duration.ZERO, 0.5), Duration.ofSeconds(seconds));
    }

    private static Outcomes run(long seed, List<Write> writes, List<Suffered> suffered, List<Violation> violations) {
        return new Outcomes(
                seed, 100, new History(writes, List.of()), 0, 5, suffered, violations, Duration.ofSeconds(9));
    }
}
