/// The read model's documents, how events fold into them, and where they are stored.
@NullMarked
package dev.reprise.query.model;

import org.jspecify.annotations.NullMarked;
