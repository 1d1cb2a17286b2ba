/// Posts and their comments, as front ends read them.
@NullMarked
package dev.reprise.query.posts;

import org.jspecify.annotations.NullMarked;
