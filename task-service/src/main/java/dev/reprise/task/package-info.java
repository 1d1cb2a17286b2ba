/// Keeps tasks and publishes what happened to them on the topic `tasks`.
@NullMarked
package dev.reprise.task;

import org.jspecify.annotations.NullMarked;
