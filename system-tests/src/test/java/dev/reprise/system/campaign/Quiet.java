package dev.reprise.system.campaign;

import static dev.reprise.system.Patience.patiently;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.caughtup.Behind;
import dev.reprise.cli.caughtup.CaughtUp;
import dev.reprise.cli.caughtup.Projections;
import dev.reprise.cli.caughtup.TopicEnds;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.system.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/// Waits until nothing is on its way any more, as `./reprise wait --caught-up` does. Used by one thread.
final class Quiet implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Admin admin;
    private final Map<String, ServiceClient> services = new HashMap<>();

    Quiet(RunningSystem system) {
        admin = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()));
        RunningSystem.SERVICES.forEach(
                service -> services.put(service, new ServiceClient(service, system.url(service), Map.of())));
    }

    /// What is behind still after 90 s; empty once nothing is.
    String awaitCaughtUp() throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        String away = "";
        while (Instant.now().isBefore(deadline)) {
            try {
                return new CaughtUp(new TopicEnds(admin), new Projections(services))
                        .await(deadline).stream().map(Behind::toString).collect(Collectors.joining("; "));
            } catch (CommandFailure | ExecutionException notYet) {
                away = String.valueOf(notYet.getMessage());
            }
        }
        return away;
    }

    /// The same, and that nothing has begun to move a second later: a request that nobody waits for any more may still
    /// have been under way.
    String awaitRest() throws InterruptedException {
        String behind = awaitCaughtUp();
        Map<TopicPartition, Long> before = ends();
        while (behind.isEmpty()) {
            patiently().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            behind = awaitCaughtUp();
            Map<TopicPartition, Long> now = ends();
            if (now.equals(before)) {
                break;
            }
            before = now;
        }
        return behind;
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        try {
            return new TopicEnds(admin).now();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say where its topics end", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
        List.copyOf(services.values()).forEach(ServiceClient::close);
    }
}
