package dev.reprise.cli.watching;

import java.util.List;

/// Something that a service is at work on, as it was last told of.
public interface Watched {

    /// Without a terminal: everything that matters on one line.
    String plain();

    /// For a terminal.
    ///
    /// @param width no line is longer
    List<String> lines(int width);

    /// Where it stands; it is shown at once when that has changed.
    Object state();

    /// Whether it has ended, or waits for a person.
    boolean hasEnded();
}
