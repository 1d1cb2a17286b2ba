package dev.reprise.moderation.policy;

/// What became of asking a classifier.
public sealed interface Answer {

    /// It answered with a label.
    record Label(String label) implements Answer {}

    /// It gave no answer that can be used.
    ///
    /// @param why for people, goes on after "the classifier": `did not answer in time`
    record None(String why) implements Answer {}
}
