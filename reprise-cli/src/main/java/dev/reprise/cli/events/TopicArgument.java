package dev.reprise.cli.events;

import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a topic's name.
final class TopicArgument implements ITypeConverter<Topic> {
    private static final List<String> NAMES =
            Arrays.stream(Topic.values()).map(Topic::wireName).toList();

    /// The topics' names, for help and completion.
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(NAMES);
        }
    }

    @Override
    public Topic convert(String name) {
        return Topic.ofWireName(name)
                .orElseThrow(() -> new TypeConversionException(
                        "no topic is called '" + name + "'. There are: " + String.join(", ", NAMES)));
    }
}
