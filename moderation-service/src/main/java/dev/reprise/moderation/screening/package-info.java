/// Verdicts on comments, and their history.
@NullMarked
package dev.reprise.moderation.screening;

import org.jspecify.annotations.NullMarked;
