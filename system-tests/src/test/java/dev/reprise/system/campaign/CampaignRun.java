package dev.reprise.system.campaign;

import dev.reprise.system.Api;
import dev.reprise.system.EmbeddedSystem;
import dev.reprise.system.FreePorts;
import dev.reprise.system.RunningSystem;
import dev.reprise.system.Stores;
import dev.reprise.system.Topics;
import dev.reprise.system.campaign.History.Read;
import dev.reprise.system.campaign.History.Write;
import dev.reprise.system.campaign.Remains.Rebuild;
import dev.reprise.system.campaign.Violation.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One run: a new system, a plan done to it, and the check. Closing it stops the system.
final class CampaignRun implements AutoCloseable {

    private static final String FOLDER = "campaign-state";

    private final Map<String, TcpProxy> proxies = new HashMap<>();
    private final EmbeddedSystem system;

    /// @param root the project's
    CampaignRun(Path root) {
        List<Integer> ports = FreePorts.ports(RunningSystem.SERVICES.size());
        system = EmbeddedSystem.stopped(root, FOLDER, Map.of("SPRING_APPLICATION_JSON", stores(ports)));
        for (int i = 0; i < ports.size(); i++) {
            String service = RunningSystem.SERVICES.get(i);
            proxies.put(service, new TcpProxy(ports.get(i), () -> system.storePort(service)));
        }
    }

    /// Settings that are the same for every service, and lead each to its own proxy; Spring Boot puts them before the
    /// variables with which services are started.
    private static String stores(List<Integer> ports) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.mongodb.uri", "${campaign.${spring.application.name}}");
        for (int i = 0; i < ports.size(); i++) {
            String service = RunningSystem.SERVICES.get(i);
            settings.put(
                    "campaign." + service,
                    "mongodb://127.0.0.1:" + ports.get(i) + "/" + RunningSystem.databaseOf(service));
        }
        return Api.json(settings);
    }

    EmbeddedSystem system() {
        return system;
    }

    /// Does everything and checks it.
    Outcomes run(Plan plan) throws InterruptedException {
        long start = System.nanoTime();
        system.startAnew();
        try (Topics topics = new Topics(system);
                Stores stores = new Stores(system);
                Quiet quiet = new Quiet(system)) {
            Gate gate = new Gate();
            List<Client> clients = clients(plan, gate);
            Nemesis nemesis = new Nemesis(system, proxies, gate, quiet);
            Watcher watcher = new Watcher(system.url(RunningSystem.QUERY) + "/stream");
            try (watcher) {
                work(plan, clients, nemesis);
            }
            clients.forEach(Client::finish);
            List<Violation> violations = new ArrayList<>(nemesis.violations());
            String behind = quiet.awaitRest();
            if (!behind.isEmpty()) {
                violations.add(new Violation(Check.NOT_RECOVERED, "in the end: " + behind));
            }
            List<Rebuild> rebuilds = new ArrayList<>(nemesis.rebuilds());
            rebuilds.add(nemesis.dryRun());
            History history = history(clients, watcher);
            Remains remains = new Aftermath(topics, stores).read(rebuilds);
            violations.addAll(Checker.check(history, remains));
            return new Outcomes(
                    plan.seed(),
                    plan.operations(),
                    history,
                    clients.stream().mapToInt(Client::readsWithoutAnswer).sum(),
                    remains.told().size(),
                    nemesis.suffered(),
                    violations,
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private List<Client> clients(Plan plan, Gate gate) {
        Api api = new Api(system);
        Known known = new Known();
        List<Client> clients = new ArrayList<>();
        for (List<Step> steps : plan.clients()) {
            clients.add(new Client("client-" + clients.size(), steps, api, gate, known));
        }
        return clients;
    }

    private static void work(Plan plan, List<Client> clients, Nemesis nemesis) throws InterruptedException {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> atWork = new ArrayList<>();
            clients.forEach(client -> atWork.add(people.submit(() -> {
                client.work();
                return null;
            })));
            try {
                nemesis.work(plan.faults(), plan.operations());
                for (Future<?> each : atWork) {
                    each.get();
                }
            } catch (ExecutionException e) {
                throw new AssertionError("a client met what it must never meet", e.getCause());
            } finally {
                people.shutdownNow();
            }
        }
    }

    private static History history(List<Client> clients, Watcher watcher) {
        List<Write> writes = new ArrayList<>();
        List<Read> reads = new ArrayList<>();
        clients.forEach(client -> {
            writes.addAll(client.writes());
            reads.addAll(client.reads());
        });
        reads.addAll(watcher.reads());
        return new History(writes, reads);
    }

    @Override
    public void close() {
        system.close();
        proxies.values().forEach(TcpProxy::close);
    }
}
