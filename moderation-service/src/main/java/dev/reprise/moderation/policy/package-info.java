/// The rules by which comments are decided. Pure: no clock, no HTTP, no database.
@NullMarked
package dev.reprise.moderation.policy;

import org.jspecify.annotations.NullMarked;
