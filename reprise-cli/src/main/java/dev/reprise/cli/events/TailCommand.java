package dev.reprise.cli.events;

import dev.reprise.cli.BrokerOption;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.events.EventRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "tail",
        description = "Print events as they come, or those that are there.",
        footer = {
            "",
            "Each partition's events stand in their order; those of different partitions come as they are read.",
            "Records that are no events are shown as such.",
            "",
            "  ./reprise events tail posts",
            "  ./reprise events tail comments --from 15m --no-follow -o ndjson",
            "  ./reprise events tail tasks --from beginning --type TaskCreated -n 3 --show-payload"
        })
final class TailCommand implements Callable<Integer> {
    @Mixin
    private final TopicArgument argument = new TopicArgument();

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            converter = FromOption.Converter.class,
            description = {
                "Where to begin: beginning, head, a time as 2026-01-31T12:00:00Z, an age as 90s, 15m, 2h or 7d,"
                        + " or an offset with --partition (default: head; beginning with --no-follow)."
            })
    private @Nullable FromOption from;

    @Option(names = "--no-follow", description = "Stop where the topic ends now.")
    private boolean noFollow;

    @Option(names = "--partition", paramLabel = "N", description = "Only this partition.")
    private @Nullable Integer partition;

    @Option(names = "--key", paramLabel = "ID", description = "Only records with this key.")
    private @Nullable String key;

    @Option(names = "--subject", paramLabel = "ID", description = "Only events of this aggregate.")
    private @Nullable String subject;

    @Option(
            names = "--type",
            paramLabel = "NAME",
            description = "Only events of this type, as PostCreated or PostCreated.v1.")
    private @Nullable String type;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "Stop after so many.")
    private @Nullable Integer limit;

    @Option(names = "--show-payload", description = "Show the events' data, which may be private.")
    private boolean showPayload;

    private int printed;

    @Override
    public Integer call() throws InterruptedException {
        requireSense();
        RecordPrinter printer = new RecordPrinter(output.out(), output.format(), showPayload);
        broker.ask(connection -> {
            try (TopicReader reader = new TopicReader(connection, argument.topic(), partition)) {
                printer.begin();
                reader.read(start(reader), noFollow ? reader.ends() : null, read -> take(read, printer));
                return printed;
            }
        });
        printer.end();
        return ExitCode.DONE.status();
    }

    private void requireSense() {
        if (limit != null && limit < 1) {
            throw output.usage("--limit must be at least 1");
        }
        if (from instanceof FromOption.Offset && partition == null) {
            throw output.usage("--from with an offset needs --partition: each partition counts its own offsets");
        }
        if (output.format() == OutputFormat.json && !noFollow && limit == null) {
            throw output.usage("-o json needs an end: add --no-follow or --limit, or use -o ndjson");
        }
        if (type != null && EventRegistry.published().readableNames().stream().noneMatch(name -> isType(name, type))) {
            output.err()
                    .println("No event is called " + type + ". There are: "
                            + String.join(
                                    ", ",
                                    new TreeSet<>(EventRegistry.published().readableNames())));
        }
    }

    private Map<TopicPartition, Long> start(TopicReader reader) {
        FromOption where = from != null ? from : noFollow ? new FromOption.Beginning() : new FromOption.Head();
        return switch (where) {
            case FromOption.Beginning() -> reader.beginnings();
            case FromOption.Head() -> reader.ends();
            case FromOption.Offset(long offset) ->
                Map.of(new TopicPartition(argument.topic().wireName(), Objects.requireNonNull(partition)), offset);
            case FromOption.Time(var time) -> reader.since(time);
        };
    }

    /// @return whether to go on: until there is enough, or nobody reads the output any more
    private boolean take(ConsumerRecord<String, byte[]> read, RecordPrinter printer) {
        if (!isWanted(read)) {
            return true;
        }
        boolean heard = printer.print(ShownRecord.of(read, showPayload));
        printed++;
        return heard && (limit == null || printed < limit);
    }

    private boolean isWanted(ConsumerRecord<String, byte[]> read) {
        if (key != null && !key.equals(read.key())) {
            return false;
        }
        if (subject == null && type == null) {
            return true;
        }
        Map<String, String> headers = ShownRecord.headers(read);
        return (subject == null || subject.equals(headers.get("ce_subject")))
                && (type == null || isType(headers.getOrDefault("ce_type", ""), type));
    }

    private static boolean isType(String wireName, String wanted) {
        return wireName.equals(wanted) || wireName.startsWith(wanted + ".v");
    }
}
