/// The least that a service can do and still be one: what pages are measured against.
@NullMarked
package dev.reprise.bench.bare;

import org.jspecify.annotations.NullMarked;
