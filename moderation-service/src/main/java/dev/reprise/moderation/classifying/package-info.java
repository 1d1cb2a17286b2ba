/// Classifiers: services of others that give a comment a label.
@NullMarked
package dev.reprise.moderation.classifying;

import org.jspecify.annotations.NullMarked;
