/// What authors wrote, as far as rules look back.
@NullMarked
package dev.reprise.moderation.authors;

import org.jspecify.annotations.NullMarked;
