/// Writing, changing and deleting posts.
@NullMarked
package dev.reprise.post.authoring;

import org.jspecify.annotations.NullMarked;
