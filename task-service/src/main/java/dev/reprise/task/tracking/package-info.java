/// Opening tasks and moving them on.
///
/// A task goes `new → active → completed`, and may be `canceled` until it is completed. A request that names a
/// status asks for that move: naming the status the task already has is refused like any other move that is not on
/// this list, whatever else the request changes. Name and description may change at any time, also when the task is
/// closed.
@NullMarked
package dev.reprise.task.tracking;

import org.jspecify.annotations.NullMarked;
