package dev.reprise.cli.watching;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where progress is shown. Used by one thread.
public sealed interface Screen {
    void show(Watched watched);

    /// Draws over what it drew before.
    final class OnTerminal implements Screen {
        private static final String CLEAR_LINE = "\u001b[K";
        private static final String CLEAR_BELOW = "\u001b[J";

        private final PrintWriter out;
        private final int width;
        private int drawn;

        /// @param width no line is longer
        public OnTerminal(PrintWriter out, int width) {
            this.out = out;
            this.width = width;
        }

        @Override
        public void show(Watched watched) {
            List<String> lines = watched.lines(width);
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
        private @Nullable Object lastState;
        private long lastPrinted = System.nanoTime() - BETWEEN_NANOS;

        public Plain(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void show(Watched watched) {
            long now = System.nanoTime();
            if (now - lastPrinted >= BETWEEN_NANOS || !watched.state().equals(lastState)) {
                lastPrinted = now;
                lastState = watched.state();
                out.println(watched.plain());
                out.flush();
            }
        }
    }
}
