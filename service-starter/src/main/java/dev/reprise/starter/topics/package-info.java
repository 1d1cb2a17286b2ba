/// Creates the topics a service uses and refuses to start when their history could be lost or reordered.
@NullMarked
package dev.reprise.starter.topics;

import org.jspecify.annotations.NullMarked;
