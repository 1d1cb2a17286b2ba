package dev.reprise.moderation.rescreening;

/// What a run asks again and again while it is at work: whether it is still its turn.
@FunctionalInterface
interface Turn {

    /// Notes how far the run is, now and then.
    ///
    /// @throws InterruptedException when the run has ended meanwhile, or is for another instance to go on with
    void goOn(Tally tally) throws InterruptedException;
}
