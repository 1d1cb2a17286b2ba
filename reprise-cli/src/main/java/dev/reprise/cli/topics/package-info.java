/// `topics`: whether the topics on the broker are the durable histories they have to be.
@NullMarked
package dev.reprise.cli.topics;

import org.jspecify.annotations.NullMarked;
