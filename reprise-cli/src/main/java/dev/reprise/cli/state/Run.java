package dev.reprise.cli.state;

import dev.reprise.cli.host.ProcessIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The system that was started from a state folder: the contents of `run.json`. Immutable.
///
/// @param portOffset what was added to the services' ports
/// @param supervisor the `reprise up` that starts or watches the parts, null when it left them to themselves
/// @param parts in the order in which they depend on each other: a later one may need an earlier one
public record Run(int portOffset, @Nullable ProcessIdentity supervisor, List<RunningPart> parts) {
    public Run {
        parts = List.copyOf(parts);
    }

    public Optional<RunningPart> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /// This run with a part added, or replaced where one of that name was.
    public Run with(RunningPart part) {
        List<RunningPart> changed = new ArrayList<>(parts);
        int index = changed.stream().map(RunningPart::name).toList().indexOf(part.name());
        if (index < 0) {
            changed.add(part);
        } else {
            changed.set(index, part);
        }
        return new Run(portOffset, supervisor, changed);
    }

    /// This run with its parts in the order of these names.
    public Run inOrderOf(List<String> names) {
        return new Run(
                portOffset,
                supervisor,
                parts.stream()
                        .sorted(Comparator.comparingInt(part -> names.indexOf(part.name())))
                        .toList());
    }

    public Run supervisedBy(@Nullable ProcessIdentity process) {
        return new Run(portOffset, process, parts);
    }

    public boolean anyAlive() {
        return parts.stream().anyMatch(RunningPart::isAlive);
    }
}
