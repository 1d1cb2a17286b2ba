package dev.reprise.starter.consumer;

/// So many keys are parked that no event is to blame but the code. The consumer waits instead of parking more.
final class TooManyParkedException extends RuntimeException {

    TooManyParkedException(String subscription) {
        super("%s has %d parked keys and parks no more: mend it, or redrive or discard what is parked"
                .formatted(subscription, ParkedKeys.MOST));
    }
}
