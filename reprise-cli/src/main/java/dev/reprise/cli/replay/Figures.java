package dev.reprise.cli.replay;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as people read them.
final class Figures {
    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rate(double perSecond) {
        return count(Math.round(perSecond)) + "/s";
    }

    /// `3h 20m`, `1m 23s`, `12s`.
    static String duration(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m " + time.toSecondsPart() + "s" : seconds + "s";
    }

    static String eta(@Nullable Long seconds) {
        return seconds == null ? "" : "ETA " + duration(seconds);
    }

    static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        int power = Math.min(4, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
        return String.format(Locale.ROOT, "%.1f %siB", bytes / Math.pow(1 << 10, power), "KMGT".charAt(power - 1));
    }

    /// How much of the total is done, from 0 to 1; a total of nothing is done.
    static double share(long done, long total) {
        return total <= 0 ? 1 : Math.clamp((double) done / total, 0, 1);
    }

    /// Never 100 % before all is done.
    static String percent(long done, long total) {
        return (int) Math.floor(100 * share(done, total)) + "%";
    }
}
