package dev.reprise.cli.events;

import dev.reprise.cli.BrokerOption;
import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Show one event whole.",
        footer = {
            "",
            "  ./reprise events get posts 7 12",
            "  ./reprise events get posts 7@12 --show-payload",
            "",
            "Ends with 0 when it is there, 1 when not, 6 when the broker doesn't answer."
        })
final class GetCommand implements Callable<Integer> {
    @Mixin
    private final TopicArgument argument = new TopicArgument();

    @Parameters(
            index = "1..2",
            arity = "1..2",
            paramLabel = "PARTITION OFFSET",
            hideParamSyntax = true,
            description = "Where it stands; or PARTITION@OFFSET.")
    private List<String> position = List.of();

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(names = "--show-payload", description = "Show the event's data, which may be private.")
    private boolean showPayload;

    @Override
    public Integer call() throws InterruptedException {
        String[] numbers = String.join("@", position).split("@", -1);
        if (numbers.length != 2 || !numbers[0].matches("\\d{1,9}") || !numbers[1].matches("\\d{1,18}")) {
            throw output.usage("Name the event as PARTITION OFFSET or PARTITION@OFFSET");
        }
        ShownRecord shown = find(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
        PrintWriter out = output.out();
        out.println(
                switch (output.format()) {
                    case table -> RecordPrinter.whole(shown);
                    case json -> OutputFormat.json(shown);
                    case ndjson -> OutputFormat.line(shown);
                });
        out.flush();
        return ExitCode.DONE.status();
    }

    private ShownRecord find(int partition, long offset) throws InterruptedException {
        TopicPartition where = new TopicPartition(argument.topic().wireName(), partition);
        return broker.ask(connection -> {
            try (TopicReader reader = new TopicReader(connection, argument.topic(), partition)) {
                long begin = reader.beginnings().getOrDefault(where, 0L);
                Map<TopicPartition, Long> ends = reader.ends();
                long end = ends.getOrDefault(where, 0L);
                if (offset < begin || offset >= end) {
                    throw absent(where + "@" + offset, begin, end);
                }
                AtomicReference<@Nullable ShownRecord> found = new AtomicReference<>();
                reader.read(Map.of(where, offset), ends, read -> {
                    found.set(ShownRecord.of(read, showPayload));
                    return false;
                });
                ShownRecord first = found.get();
                if (first == null || first.offset() != offset) {
                    throw absent(where + "@" + offset, begin, end);
                }
                return first;
            }
        });
    }

    private static CommandFailure absent(String position, long begin, long end) {
        return new CommandFailure(
                ExitCode.FAILED,
                "There is no event at %s. %s"
                        .formatted(
                                position,
                                begin == end
                                        ? "The partition is empty."
                                        : "The partition has offsets %d to %d.".formatted(begin, end - 1)));
    }
}
