package dev.reprise.cli.caughtup;

import dev.reprise.cli.BrokerOption;
import dev.reprise.cli.DurationArgument;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.parked.Parked;
import dev.reprise.cli.state.Run;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "wait",
        description = "Wait until everything that was written has been read, or until one write is visible.",
        footer = {
            "",
            "  ./reprise wait --caught-up",
            "  ./reprise wait --token TOKEN --timeout 10s",
            "",
            "Ends with 0 when it is so, 4 when --timeout passed (and says what lags), 6 when something doesn't run."
        })
public final class WaitCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 12;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(names = "--caught-up", description = "Every projection has reached the head, and every outbox is empty.")
    private boolean caughtUp;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The write of this Consistency-Token is visible to readers.")
    private @Nullable String token;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            defaultValue = "30s",
            description = "How long to wait at the most, as 500ms, 30s or 2m (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(30);

    /// How waiting ended, in JSON.
    ///
    /// @param parked what services have read and could not apply
    record Result(boolean caughtUp, long waitedMillis, List<Behind> behind, List<Parked> parked) {}

    @Override
    public Integer call() throws InterruptedException {
        if (!caughtUp && token == null) {
            throw output.usage("Say what to wait for: --caught-up or --token TOKEN");
        }
        if (token != null && !token.matches("[\\x21-\\x7e]+")) {
            throw output.usage("--token takes a Consistency-Token as it was answered");
        }
        Instant start = Instant.now();
        Instant deadline = start.plus(timeout);
        Run run = broker.system().running();
        List<Behind> behind = token == null ? untilCaughtUp(run, deadline) : untilVisible(run, token, deadline);
        long waited = Duration.between(start, Instant.now()).toMillis();
        Result result = new Result(behind.isEmpty(), waited, behind, token == null ? Parked.of(run) : List.of());
        print(result);
        return (result.caughtUp() ? ExitCode.DONE : ExitCode.TIMED_OUT).status();
    }

    private List<Behind> untilCaughtUp(Run run, Instant deadline) throws InterruptedException {
        Map<String, ServiceClient> services = services(run);
        try {
            return broker.ask(connection -> {
                try (Admin admin = Admin.create(connection)) {
                    return new CaughtUp(new TopicEnds(admin), new Projections(services)).await(deadline);
                }
            });
        } finally {
            services.values().forEach(ServiceClient::close);
        }
    }

    private static List<Behind> untilVisible(Run run, String token, Instant deadline) throws InterruptedException {
        try (ServiceClient query = ServiceClient.of(run, Projections.QUERY)) {
            return new TokenVisible(query, token).await(deadline);
        }
    }

    private static Map<String, ServiceClient> services(Run run) {
        Map<String, ServiceClient> services = new LinkedHashMap<>();
        Service.ALL.forEach(service -> services.put(service.module(), ServiceClient.of(run, service.module())));
        return services;
    }

    private void print(Result result) {
        PrintWriter out = output.out();
        switch (output.format()) {
            case table -> {
                if (result.caughtUp()) {
                    out.println(token == null ? "Everything has caught up." : "The write is visible.");
                }
            }
            case json -> out.println(OutputFormat.json(result));
            case ndjson -> out.println(OutputFormat.line(result));
        }
        out.flush();
        PrintWriter err = output.err();
        result.parked().forEach(err::println);
        err.flush();
        if (!result.caughtUp()) {
            err.println("Not after " + timeout.toMillis() + " ms:");
            result.behind().stream().limit(MOST_SHOWN).forEach(each -> err.println("  " + each));
            if (result.behind().size() > MOST_SHOWN) {
                err.println("  … and " + (result.behind().size() - MOST_SHOWN) + " more (-o json lists them all)");
            }
            err.flush();
        }
    }
}
