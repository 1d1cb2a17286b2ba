package dev.reprise.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// How far a step is: a bar that is drawn again and again on a terminal, otherwise a line each second. Safe for any
/// thread.
public final class Progress {
    private static final int WIDTH = 30;
    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 1_000_000_000L;

    /// Begins to show a step.
    public interface Steps {
        Progress begin(String step, int total);
    }

    private final PrintWriter out;
    private final boolean terminal;
    private final String step;
    private final long total;
    private long lastPrinted = System.nanoTime();
    private long done;

    /// On this process's terminal, if it has one.
    public Progress(PrintWriter out, String step, long total) {
        this(
                out,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                step,
                total);
    }

    Progress(PrintWriter out, boolean terminal, String step, long total) {
        this.out = out;
        this.terminal = terminal;
        this.step = step;
        this.total = total;
    }

    /// One more than before.
    public void one() {
        changed(true, 1);
    }

    /// @param now how much is done
    public void reached(long now) {
        changed(false, now);
    }

    private synchronized void changed(boolean further, long by) {
        done = further ? done + by : by;
        long time = System.nanoTime();
        if (time - lastPrinted >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
            lastPrinted = time;
            print();
        }
    }

    /// Prints how it ended.
    public synchronized void end() {
        print();
        if (terminal) {
            out.println();
        }
        out.flush();
    }

    private void print() {
        if (terminal) {
            int filled = total == 0 ? WIDTH : Math.clamp(WIDTH * done / total, 0, WIDTH);
            out.printf("\r%-10s [%s%s] %d/%d", step, "#".repeat(filled), " ".repeat(WIDTH - filled), done, total);
        } else {
            out.printf("%s %d/%d%n", step, done, total);
        }
        out.flush();
    }
}
