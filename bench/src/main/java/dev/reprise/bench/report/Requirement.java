package dev.reprise.bench.report;

/// What one figure has to reach.
///
/// @param figure its name in [Figures]
/// @param must without which a run fails
/// @param goal what is aimed at, beyond `must`
public record Requirement(String figure, Direction direction, double must, double goal) {

    public enum Direction {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /// How a figure stands to what is required of it.
    public enum Verdict {
        GOAL_MET("goal met"),
        MET("met"),
        NOT_MET("NOT MET");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public static Requirement atLeast(String figure, double must, double goal) {
        return new Requirement(figure, Direction.AT_LEAST, must, goal);
    }

    public static Requirement atMost(String figure, double must, double goal) {
        return new Requirement(figure, Direction.AT_MOST, must, goal);
    }

    /// Judged by the median. What is no number reaches nothing.
    public Verdict verdict(Spread measured) {
        if (reaches(measured.median(), goal)) {
            return Verdict.GOAL_MET;
        }
        return reaches(measured.median(), must) ? Verdict.MET : Verdict.NOT_MET;
    }

    private boolean reaches(double value, double bound) {
        return switch (direction) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }
}
