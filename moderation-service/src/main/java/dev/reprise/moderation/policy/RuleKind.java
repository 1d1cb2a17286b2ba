package dev.reprise.moderation.policy;

import java.util.function.Function;

/// A kind of rule.
///
/// @param name as policies name it
/// @param read makes the condition out of a rule's parameters; refuses what is wrong at [Parameters] and then may
///     return anything
record RuleKind(String name, Function<Parameters, Condition> read) {}
