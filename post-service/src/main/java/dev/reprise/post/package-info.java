/// Accepts posts, keeps them, and publishes what happened to them on the topic `posts`.
@NullMarked
package dev.reprise.post;

import org.jspecify.annotations.NullMarked;
