/// Screens comments by a policy, remembers every verdict, and publishes them on the topic `moderation`.
@NullMarked
package dev.reprise.moderation;

import org.jspecify.annotations.NullMarked;
