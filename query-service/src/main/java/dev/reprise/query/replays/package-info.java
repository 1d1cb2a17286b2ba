/// Replays: the read model built anew beside the live one, compared with it, switched in and switched back.
@NullMarked
package dev.reprise.query.replays;

import org.jspecify.annotations.NullMarked;
