package dev.reprise.cli.parked;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// How much a service has parked; those that have nothing parked, or don't answer, are not among them.
public record Parked(String service, long keys, long events) {

    /// Asks every service that runs.
    public static List<Parked> of(Run run) throws InterruptedException {
        return of(run, RunningPart::isAlive);
    }

    /// Asks those services that run and are worth asking.
    public static List<Parked> of(Run run, Predicate<RunningPart> asked) throws InterruptedException {
        List<Parked> parked = new ArrayList<>();
        for (Service service : Service.ALL) {
            Optional<RunningPart> part = run.part(service.module()).filter(asked);
            if (part.isPresent()) {
                try (ServiceClient client =
                        new ServiceClient(service.module(), part.get().url(), Map.of())) {
                    add(parked, service.module(), client);
                }
            }
        }
        return parked;
    }

    private static void add(List<Parked> parked, String service, ServiceClient client) throws InterruptedException {
        try {
            Answer answer = client.get("/actuator/consumers?outbox=false");
            long keys = 0;
            long events = 0;
            for (JsonNode subscription : answer.body().path("subscriptions")) {
                keys += subscription.path("parked").path("keys").asLong(0);
                events += subscription.path("parked").path("events").asLong(0);
            }
            if (keys > 0) {
                parked.add(new Parked(service, keys, events));
            }
        } catch (CommandFailure away) {
            // That it does not answer is for others to say.
        }
    }

    /// For people.
    @Override
    public String toString() {
        return "%s: %d events wait in %d parked keys. See why: ./reprise parked list".formatted(service, events, keys);
    }
}
