package dev.reprise.cli.topics;

import dev.reprise.cli.BrokerOption;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.events.Topic;
import dev.reprise.events.TopicCheck;
import dev.reprise.events.TopicState;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = "Check that the topics keep their whole history in order, and say how to mend what is wrong.",
        footer = {"", "Ends with 0 when all is well, 1 when not, 6 when the broker doesn't answer."})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /// One topic in JSON.
    ///
    /// @param settings those that history depends on, as they are
    record Checked(
            String topic,
            boolean ok,
            int partitions,
            Map<String, String> settings,
            Map<Integer, Long> beginnings,
            List<TopicState.Fault> faults) {
        static Checked of(TopicState state) {
            List<TopicState.Fault> faults = state.faults();
            return new Checked(
                    state.topic().wireName(),
                    faults.isEmpty(),
                    state.partitions(),
                    state.settings(),
                    state.beginnings(),
                    faults);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Checked> topics = broker.ask(connection -> {
            try (Admin admin = Admin.create(connection)) {
                return new TopicCheck(admin)
                        .look(EnumSet.allOf(Topic.class)).stream()
                                .map(Checked::of)
                                .toList();
            }
        });
        PrintWriter out = output.out();
        switch (output.format()) {
            case table -> print(topics, out);
            case json -> out.println(OutputFormat.json(topics));
            case ndjson -> topics.forEach(topic -> out.println(OutputFormat.line(topic)));
        }
        out.flush();
        return (topics.stream().allMatch(Checked::ok) ? ExitCode.DONE : ExitCode.FAILED).status();
    }

    private static void print(List<Checked> topics, PrintWriter out) {
        out.printf("%-12s %10s %-14s %-14s %-16s%n", "TOPIC", "PARTITIONS", "CLEANUP", "RETENTION", "BEGINS AT");
        for (Checked topic : topics) {
            out.printf(
                    "%-12s %10d %-14s %-14s %-10s %s%n",
                    topic.topic(),
                    topic.partitions(),
                    topic.settings().getOrDefault("cleanup.policy", "-"),
                    retention(topic),
                    topic.beginnings().values().stream()
                            .max(Long::compare)
                            .map(String::valueOf)
                            .orElse("-"),
                    Ansi.AUTO.string(topic.ok() ? "@|green ok|@" : "@|red bad|@"));
            for (TopicState.Fault fault : topic.faults()) {
                out.printf("  %s%n    → %s%n", fault.what(), fault.mend());
            }
        }
    }

    private static String retention(Checked topic) {
        String time = topic.settings().getOrDefault("retention.ms", "-");
        String size = topic.settings().getOrDefault("retention.bytes", "-");
        String timeText = time.equals("-1") ? "for ever" : time.equals("-") ? "-" : time + " ms";
        return size.equals("-1") || size.equals("-") ? timeText : timeText + ", " + size + " B";
    }
}
