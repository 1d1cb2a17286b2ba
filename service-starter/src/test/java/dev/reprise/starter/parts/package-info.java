/// What the tests run against: a real broker, a store that speaks MongoDB's protocol, and ways to take them away.
@NullMarked
package dev.reprise.starter.parts;

import org.jspecify.annotations.NullMarked;
