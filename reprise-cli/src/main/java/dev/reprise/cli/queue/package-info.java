/// `reprise queue`: the comments that wait for a moderator, and what is decided about them.
@NullMarked
package dev.reprise.cli.queue;

import org.jspecify.annotations.NullMarked;
