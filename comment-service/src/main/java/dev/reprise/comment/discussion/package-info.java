/// Comments under posts: written, changed and deleted by their authors, decided by moderation's verdicts.
@NullMarked
package dev.reprise.comment.discussion;

import org.jspecify.annotations.NullMarked;
