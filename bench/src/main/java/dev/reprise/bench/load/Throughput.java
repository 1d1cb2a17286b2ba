package dev.reprise.bench.load;

/// What a stretch of load gave.
///
/// @param requests that were answered
/// @param bytes of the answers; whether their headers are counted is up to the generator
/// @param failed answers of status 400 and more, and broken connections
public record Throughput(long requests, double seconds, long bytes, long failed) {

    public double perSecond() {
        return requests / seconds;
    }

    public double bytesPerRequest() {
        return (double) bytes / requests;
    }

    /// The same, if nothing failed and each answer had a size within these bounds, in bytes: else the service answers
    /// something else than what is to be measured.
    ///
    /// @throws IllegalStateException if not
    public Throughput verified(long least, long most) {
        if (requests == 0 || failed > 0 || bytesPerRequest() < least || bytesPerRequest() > most) {
            throw new IllegalStateException(
                    "%s are not answers of %d to %d bytes without failures".formatted(this, least, most));
        }
        return this;
    }
}
