package dev.reprise.cli.up;

import java.io.PrintWriter;

/// What Ctrl-C and SIGTERM do: stop everything, and end this process once nothing is left.
final class Interruption {
    private static final int INTERRUPTED = 130;

    private volatile boolean expected;

    private Interruption() {}

    /// From now on an interruption stops the system.
    static Interruption stopping(LiveSystem system, PrintWriter progress) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!system.hasEnded()) {
                progress.println("Stopping everything …");
                progress.flush();
                system.stop();
                progress.println("Stopped. The state is kept: `./reprise up` goes on with it.");
                progress.flush();
                Runtime.getRuntime().halt(interruption.expected ? 0 : INTERRUPTED);
            }
        }));
        return interruption;
    }

    /// The system is up: being interrupted is how this ends well.
    void isExpected() {
        expected = true;
    }
}
