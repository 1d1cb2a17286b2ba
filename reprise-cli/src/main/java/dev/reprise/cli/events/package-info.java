/// `events`: the records on the topics, read from the broker itself. Payloads are masked unless a person asks for them.
@NullMarked
package dev.reprise.cli.events;

import org.jspecify.annotations.NullMarked;
