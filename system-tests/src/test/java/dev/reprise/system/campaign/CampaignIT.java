package dev.reprise.system.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.system.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Runs that begin from seeds, each a test of its own. In plain `verify` one short run; `./mvnw -Pcampaign
/// verify` makes many. What a run with violations did is written to `system-tests/target/campaign`.
///
/// `-Dreprise.campaign.seed=N` makes the run of that seed again, further ones follow with N+1 and so on;
/// `reprise.campaign.runs`, `.operations`, `.clients` and `.faults` say how much is done.
@Tag("embedded")
@Tag("campaign")
class CampaignIT {

    private static final int CLIENTS = Integer.getInteger("reprise.campaign.clients", 8);
    private static final int OPERATIONS = Integer.getInteger("reprise.campaign.operations", 1_000);
    private static final int FAULTS = Integer.getInteger("reprise.campaign.faults", 4);
    private static final List<Outcomes> RUNS = new ArrayList<>();
    private static final Path ROOT =
            Path.of(System.getProperty("reprise.root", "..")).toAbsolutePath().normalize();

    @TestFactory
    Stream<DynamicTest> nothing_acknowledged_is_lost_and_nothing_wrong_is_seen_whatever_breaks() {
        long first = Long.getLong(
                "reprise.campaign.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        int runs = Integer.getInteger("reprise.campaign.runs", 1);
        assertThat(runs).as("runs of the campaign").isPositive();
        return LongStream.range(first, first + runs)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
    }

    private static void run(long seed) throws InterruptedException {
        System.out.println("campaign: this run again is " + again(seed));
        Plan plan = Plan.of(seed, CLIENTS, OPERATIONS, FAULTS);
        try (CampaignRun run = new CampaignRun(ROOT)) {
            Outcomes outcomes = run.run(plan);
            RUNS.add(outcomes);
            System.out.printf(
                    "campaign: seed %d took %d s and has %d violations%n",
                    seed, outcomes.took().toSeconds(), outcomes.violations().size());
            outcomes.suffered().forEach(each -> System.out.println("    " + each));
            if (!outcomes.violations().isEmpty()) {
                keep(outcomes, run);
            }
            assertThat(outcomes.violations())
                    .as("violations of %s", again(seed))
                    .isEmpty();
        }
    }

    private static String again(long seed) {
        return "-Dreprise.campaign.seed=%d -Dreprise.campaign.runs=1 -Dreprise.campaign.clients=%d -Dreprise.campaign.operations=%d -Dreprise.campaign.faults=%d"
                .formatted(seed, CLIENTS, OPERATIONS, FAULTS);
    }

    private static void keep(Outcomes outcomes, CampaignRun run) {
        Path folder = ROOT.resolve("system-tests/target/campaign/" + outcomes.seed());
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("violations"),
                    outcomes.violations().stream().map(Violation::toString).toList());
            Files.write(
                    folder.resolve("writes"),
                    outcomes.history().writes().stream().map(Object::toString).toList());
            Files.write(
                    folder.resolve("reads"),
                    outcomes.history().reads().stream().map(Object::toString).toList());
            Files.write(
                    folder.resolve("faults"),
                    outcomes.suffered().stream().map(Object::toString).toList());
            for (String service : RunningSystem.SERVICES) {
                Files.writeString(folder.resolve(service + ".log"), run.system().log(service));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void report() {
        System.out.println(new CampaignReport(RUNS).text());
    }
}
