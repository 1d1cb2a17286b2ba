package dev.reprise.cli.status;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.state.Run;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Show every part: whether it is ready, its process, port, memory and uptime.",
        footer = {"", "Ends with 0 when all parts are ready, 1 when not, 6 when nothing runs."})
public final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Override
    public Integer call() throws InterruptedException {
        Run run = options.running();
        SystemStatus status = SystemStatus.of(run);
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case table -> printTable(status, out);
            case json -> out.println(OutputFormat.json(status));
            case ndjson -> status.parts().forEach(part -> out.println(OutputFormat.line(part)));
        }
        out.flush();
        boolean complete = status.isReady()
                && Parts.names().stream().allMatch(name -> run.part(name).isPresent());
        return (complete ? ExitCode.DONE : ExitCode.FAILED).status();
    }

    private static void printTable(SystemStatus status, PrintWriter out) {
        out.printf("%-20s %-10s %8s %-8s %10s %10s%n", "PART", "STATE", "PID", "PORT", "MEMORY", "UPTIME");
        for (PartStatus part : status.parts()) {
            out.printf(
                    "%-20s %s %8d %-8s %6d MiB %10s%n",
                    part.name(),
                    coloured(part.state()),
                    part.pid(),
                    ports(part),
                    part.memoryMiB(),
                    uptime(part.uptimeSeconds()));
        }
        out.printf("%-20s %-10s %8s %-8s %6d MiB%n", "together", "", "", "", status.memoryMiB());
        status.parked().forEach(out::println);
    }

    private static String coloured(PartStatus.State state) {
        String colour = switch (state) {
            case READY -> "green";
            case STARTING -> "yellow";
            case NOT_READY, DEAD -> "red";
        };
        return Ansi.AUTO.string("@|" + colour + " %-10s|@".formatted(state));
    }

    private static String ports(PartStatus part) {
        var ports = part.ports().values().stream().sorted().toList();
        boolean successive = ports.getLast() - ports.getFirst() == ports.size() - 1;
        if (ports.size() > 1 && successive) {
            return ports.getFirst() + "…" + ports.getLast() % 100;
        }
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String uptime(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() > 0
                ? time.toHours() + "h " + time.toMinutesPart() + "m"
                : time.toMinutes() > 0 ? time.toMinutes() + "m " + time.toSecondsPart() + "s" : seconds + "s";
    }
}
