package dev.reprise.moderation.rescreening;

import dev.reprise.events.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/// What a run has found. Immutable.
///
/// @param done events of the topic `comments` that were read
/// @param total events that stood there when the run began
/// @param comments comments that were judged anew, each in the revision that stands
/// @param changes verdicts that differ; the sum of `shifts`
/// @param shifts the same by what becomes what; verdicts whose rule alone differs are among them
/// @param byModerator comments that a person decided, which are left alone
/// @param unclassified comments whose verdict depends on a classifier, which is not asked again: left as they are
/// @param overtaken verdicts that a person, an edit or a deletion forestalled after they were found
record Tally(
        long done,
        long total,
        long comments,
        long changes,
        List<Shift> shifts,
        long byModerator,
        long unclassified,
        long overtaken) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, List.of(), 0, 0, 0);

    /// So many comments whose verdict changes in this way.
    @Schema(name = "VerdictShift")
    record Shift(Verdict from, Verdict to, long comments) {}

    Tally {
        shifts = List.copyOf(shifts);
    }

    Tally read(long newDone, long newTotal) {
        return new Tally(newDone, newTotal, comments, changes, shifts, byModerator, unclassified, overtaken);
    }

    /// The same with what a comparison has found so far.
    Tally judged(Comparison.Counts found) {
        return new Tally(
                done, total, found.comments(), changes, shifts, found.byModerator(), found.unclassified(), overtaken);
    }

    Tally forestalled() {
        return new Tally(done, total, comments, changes, shifts, byModerator, unclassified, overtaken + 1);
    }

    Tally changed(Verdict from, Verdict to) {
        List<Shift> more = new ArrayList<>();
        long before = 0;
        for (Shift shift : shifts) {
            if (shift.from() == from && shift.to() == to) {
                before = shift.comments();
            } else {
                more.add(shift);
            }
        }
        more.add(new Shift(from, to, before + 1));
        return new Tally(done, total, comments, changes + 1, more, byModerator, unclassified, overtaken);
    }
}
