package dev.reprise.cli.events;

import dev.reprise.cli.BrokerOption;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "count",
        description = "Count a topic's events by partition and type, by reading it up to where it ends now.")
final class CountCommand implements Callable<Integer> {
    @Mixin
    private final TopicArgument argument = new TopicArgument();

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /// What to count by.
    enum By {
        partition,
        type
    }

    @Option(names = "--by", paramLabel = "WHAT", description = "Only by ${COMPLETION-CANDIDATES} (default: by both).")
    private @Nullable By by;

    @Override
    public Integer call() throws InterruptedException {
        EventCount count = broker.ask(connection -> {
            try (TopicReader reader = new TopicReader(connection, argument.topic(), null)) {
                EventCount.Counter counter = new EventCount.Counter(argument.topic(), reader.beginnings());
                reader.read(reader.beginnings(), reader.ends(), counter);
                return counter.counted(by != By.type, by != By.partition);
            }
        });
        PrintWriter out = output.out();
        switch (output.format()) {
            case table -> print(count, out);
            case json -> out.println(OutputFormat.json(count));
            case ndjson -> count.rows().forEach(row -> out.println(OutputFormat.line(row)));
        }
        out.flush();
        return ExitCode.DONE.status();
    }

    private static void print(EventCount count, PrintWriter out) {
        if (count.partitions() != null) {
            out.printf("%-24s %10s%n", "PARTITION", "EVENTS");
            count.partitions()
                    .forEach(row -> out.printf("%-24s %10d%n", count.topic() + "-" + row.partition(), row.events()));
        }
        if (count.types() != null) {
            out.printf("%-24s %10s%n", "TYPE", "EVENTS");
            count.types().forEach(row -> out.printf("%-24s %10d%n", row.type(), row.events()));
        }
        out.printf("%-24s %10d%n", "together", count.events());
        if (count.noEvents() > 0) {
            out.printf("%-24s %10d%n", "records that are none", count.noEvents());
        }
    }
}
