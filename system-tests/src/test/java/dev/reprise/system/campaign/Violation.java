package dev.reprise.system.campaign;

/// Something that must not be.
///
/// @param what enough to find it: subjects, sequences, the client's operation
record Violation(Check check, String what) {

    /// What is checked after each run. The names are those of the field.
    enum Check {
        LOST_WRITE("lost write"),
        REFUSED_WRITE_HAS_EFFECT("refused write has an effect"),
        DUPLICATE_EFFECT("duplicate effect"),
        REORDERED_KEY("reordered key"),
        STALE_AFTER_TOKEN("stale after token"),
        UNAPPROVED_SEEN("unapproved comment seen"),
        MODEL_IS_NOT_REBUILT("live model is not the rebuilt one"),
        MODEL_IS_NOT_FOLD("live model is not the fold"),
        NOT_RECOVERED("not caught up after healing");

        private final String label;

        Check(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    @Override
    public String toString() {
        return check + ": " + what;
    }
}
