package dev.reprise.cli.demo;

import java.io.PrintWriter;

/// How far a step is: a bar that is drawn again and again on a terminal, otherwise a line each second. Safe for any
/// thread.
final class Progress {
    private static final int WIDTH = 30;
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 1_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final String step;
    private final int total;
    private long lastPrinted = System.nanoTime();
    private int done;

    Progress(PrintWriter out, boolean terminal, String step, int total) {
        this.out = out;
        this.terminal = terminal;
        this.step = step;
        this.total = total;
    }

    void one() {
        reached(-1);
    }

    /// @param now how much is done, -1 for one more than before
    synchronized void reached(int now) {
        done = now < 0 ? done + 1 : now;
        long time = System.nanoTime();
        if (time - lastPrinted >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
            lastPrinted = time;
            print();
        }
    }

    /// Prints how it ended.
    synchronized void end() {
        print();
        if (terminal) {
            out.println();
        }
        out.flush();
    }

    private void print() {
        if (terminal) {
            int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * done / total);
            out.printf("\r%-10s [%s%s] %d/%d", step, "#".repeat(filled), " ".repeat(WIDTH - filled), done, total);
        } else {
            out.printf("%s %d/%d%n", step, done, total);
        }
        out.flush();
    }
}
