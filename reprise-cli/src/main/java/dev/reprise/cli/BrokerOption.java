package dev.reprise.cli;

import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which broker a command speaks to: that of the system in the state folder, or another that is named.
public final class BrokerOption {
    /// How long one request may take before the broker counts as away.
    private static final int PATIENCE_MILLISECONDS = 5_000;

    @Mixin
    private final StateOption system = new StateOption();

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The broker (default: that of the system that `reprise up` started).")
    private @Nullable String named;

    /// Something that asks the broker.
    public interface Question<T> {
        T ask(Map<String, Object> connection) throws ExecutionException, InterruptedException;
    }

    public StateOption system() {
        return system;
    }

    /// Asks the broker.
    ///
    /// @param question gets the settings of a Kafka client, without a group
    /// @throws CommandFailure NOT_REACHABLE when the broker doesn't answer
    public <T> T ask(Question<T> question) throws InterruptedException {
        String address = address();
        try {
            return question.ask(Map.of(
                    "bootstrap.servers",
                    address,
                    "default.api.timeout.ms",
                    PATIENCE_MILLISECONDS,
                    "request.timeout.ms",
                    PATIENCE_MILLISECONDS));
        } catch (InterruptException stopped) {
            throw new InterruptedException();
        } catch (ExecutionException | KafkaException away) {
            Throwable cause = away instanceof ExecutionException && away.getCause() != null ? away.getCause() : away;
            throw new CommandFailure(
                    ExitCode.NOT_REACHABLE,
                    "The broker at " + address + " doesn't answer (" + cause.getMessage()
                            + "). Look at what runs: ./reprise status");
        }
    }

    private String address() {
        if (named != null) {
            return named;
        }
        Run run = system.running();
        return run.part(Parts.BROKER)
                .filter(RunningPart::isAlive)
                .map(RunningPart::url)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_REACHABLE, "The broker doesn't run. Start it: ./reprise up"));
    }
}
