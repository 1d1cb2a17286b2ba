/// How this project's types stand in MongoDB.
@NullMarked
package dev.reprise.starter.store;

import org.jspecify.annotations.NullMarked;
