package dev.reprise.starter.restore;

/// What a restore came to.
///
/// @param aggregates how many were written
/// @param events how many events were read
/// @param repeated how many of them stood on their topic again
/// @param passedOver how many records were no events
/// @param gappy aggregates that were restored though an event in between is missing
/// @param leftOut aggregates that were not restored, as their first event is missing
/// @param unexplained aggregates whose last cause is missing; what caused it will have its effect again if it comes
/// @param unpublished aggregates of the replaced database that had events which were never published, and now are lost
public record RestoreCounts(
        long aggregates,
        long events,
        long repeated,
        long passedOver,
        long gappy,
        long leftOut,
        long unexplained,
        long unpublished) {

    static RestoreCounts unpublished(long aggregates) {
        return new RestoreCounts(0, 0, 0, 0, 0, 0, 0, aggregates);
    }

    RestoreCounts plus(RestoreCounts other) {
        return new RestoreCounts(
                aggregates + other.aggregates,
                events + other.events,
                repeated + other.repeated,
                passedOver + other.passedOver,
                gappy + other.gappy,
                leftOut + other.leftOut,
                unexplained + other.unexplained,
                unpublished + other.unpublished);
    }
}
