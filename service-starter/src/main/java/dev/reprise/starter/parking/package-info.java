/// What a consumer could not apply, by key: where it stands, why, and what was asked to become of it.
@NullMarked
package dev.reprise.starter.parking;

import org.jspecify.annotations.NullMarked;
