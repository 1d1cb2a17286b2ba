/// What moderators decide about comments.
@NullMarked
package dev.reprise.moderation.decisions;

import org.jspecify.annotations.NullMarked;
