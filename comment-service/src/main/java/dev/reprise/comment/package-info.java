/// Accepts comments, keeps them, interprets verdicts, and publishes what happened on the topic `comments`.
@NullMarked
package dev.reprise.comment;

import org.jspecify.annotations.NullMarked;
