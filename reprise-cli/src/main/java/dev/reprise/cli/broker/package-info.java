/// The embedded broker: Apache Kafka itself, one node that is broker and controller, bound to 127.0.0.1, with its data
/// in the state folder.
@NullMarked
package dev.reprise.cli.broker;

import org.jspecify.annotations.NullMarked;
