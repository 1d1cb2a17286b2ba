package dev.reprise.system.campaign;

import dev.reprise.system.campaign.Remains.Rebuild;
import dev.reprise.system.campaign.Violation.Check;
import java.util.ArrayList;
import java.util.List;

/// Judges a run by what clients were told and what is left. Pure: the same history and remains give the same
/// violations.
final class Checker {

    private Checker() {}

    /// Everything that must not be; empty when all is well.
    static List<Violation> check(History history, Remains remains) {
        Subjects subjects = new Subjects(remains.told());
        List<Violation> violations = new ArrayList<>();
        violations.addAll(TopicChecks.of(remains.told(), subjects));
        violations.addAll(WriteChecks.of(history, remains, subjects));
        violations.addAll(ReadChecks.of(history.reads(), subjects));
        for (Rebuild rebuild : remains.rebuilds()) {
            if (rebuild.state().equals("failed") || rebuild.differences() > 0) {
                violations.add(new Violation(Check.MODEL_IS_NOT_REBUILT, rebuild.toString()));
            }
        }
        remains.model()
                .differences(Fold.of(subjects.shown()))
                .forEach(difference -> violations.add(new Violation(Check.MODEL_IS_NOT_FOLD, difference)));
        return violations;
    }
}
