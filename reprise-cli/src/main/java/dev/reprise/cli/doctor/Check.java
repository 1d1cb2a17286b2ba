package dev.reprise.cli.doctor;

/// What was looked at and found.
///
/// @param group what it belongs to
/// @param finding what was found, in a few words
/// @param mend what to do about it; empty when all is well
record Check(String group, boolean ok, String finding, String mend) {

    static Check good(String group, String finding) {
        return new Check(group, true, finding, "");
    }

    static Check bad(String group, String finding, String mend) {
        return new Check(group, false, finding, mend);
    }

    static Check of(String group, boolean ok, String finding, String mend) {
        return ok ? good(group, finding) : bad(group, finding, mend);
    }
}
