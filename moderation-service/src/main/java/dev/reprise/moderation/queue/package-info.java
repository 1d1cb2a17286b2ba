/// Comments that wait for a moderator, with what helps to decide on them.
@NullMarked
package dev.reprise.moderation.queue;

import org.jspecify.annotations.NullMarked;
