package dev.reprise.starter.web;

import java.io.IOException;

/// A body went on after the most that is read of one.
final class BodyTooLargeException extends IOException {

    private final long most;

    BodyTooLargeException(long most) {
        super("body over " + most + " bytes");
        this.most = most;
    }

    long most() {
        return most;
    }
}
