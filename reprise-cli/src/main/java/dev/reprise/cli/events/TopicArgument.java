package dev.reprise.cli.events;

import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// The topic that a command is about: its first argument.
final class TopicArgument {
    private static final List<String> NAMES =
            Arrays.stream(Topic.values()).map(Topic::wireName).toList();

    @Parameters(
            index = "0",
            paramLabel = "TOPIC",
            converter = Reading.class,
            completionCandidates = Names.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Topic topic;

    Topic topic() {
        return topic;
    }

    /// The topics' names, for help and completion.
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(NAMES);
        }
    }

    /// Reads a topic's name.
    static final class Reading implements ITypeConverter<Topic> {
        @Override
        public Topic convert(String name) {
            return Topic.ofWireName(name)
                    .orElseThrow(() -> new TypeConversionException(
                            "no topic is called '" + name + "'. There are: " + String.join(", ", NAMES)));
        }
    }
}
