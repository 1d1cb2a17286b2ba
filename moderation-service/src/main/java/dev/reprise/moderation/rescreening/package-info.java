/// A change of mind about comments that are there: what another policy would decide (preview), and the policy in force
/// applied to them (rescreen). Both are one walk through the topic `comments`; a rescreen also writes what it finds.
@NullMarked
package dev.reprise.moderation.rescreening;

import org.jspecify.annotations.NullMarked;
