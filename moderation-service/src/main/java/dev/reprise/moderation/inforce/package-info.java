/// Which policy is in force, and every one that was.
@NullMarked
package dev.reprise.moderation.inforce;

import org.jspecify.annotations.NullMarked;
