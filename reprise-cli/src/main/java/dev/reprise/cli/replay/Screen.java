package dev.reprise.cli.replay;

import java.io.PrintWriter;
import java.util.List;

/// Where a replay's progress is shown. Used by one thread.
sealed interface Screen {
    void show(Replay replay);

    /// Draws over what it drew before.
    final class OnTerminal implements Screen {
        private static final String CLEAR_LINE = "\u001b[K";
        private static final String CLEAR_BELOW = "\u001b[J";

        private final PrintWriter out;
        private final int width;
        private int drawn;

        OnTerminal(PrintWriter out, int width) {
            this.out = out;
            this.width = width;
        }

        @Override
        public void show(Replay replay) {
            List<String> lines = ProgressView.lines(replay, width);
            StringBuilder text = new StringBuilder(drawn == 0 ? "" : "\r" + "\u001b[%dA".formatted(drawn));
            lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
            out.print(text.append(CLEAR_BELOW));
            out.flush();
            drawn = lines.size();
        }
    }

    /// Prints a line each second, and whenever the state has changed.
    final class Plain implements Screen {
        private static final long BETWEEN_NANOS = 1_000_000_000L;

        private final PrintWriter out;
        private Replay.State lastState = Replay.State.UNKNOWN;
        private long lastPrinted = System.nanoTime() - BETWEEN_NANOS;

        Plain(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void show(Replay replay) {
            long now = System.nanoTime();
            if (now - lastPrinted >= BETWEEN_NANOS || replay.state() != lastState) {
                lastPrinted = now;
                lastState = replay.state();
                out.println(ProgressView.plain(replay));
                out.flush();
            }
        }
    }
}
