/// Answers as the bytes they are sent as: encoded once, kept while they hold, and told apart by their `ETag`.
@NullMarked
package dev.reprise.query.pages;

import org.jspecify.annotations.NullMarked;
