package org.xingtan.report;

/** How far a person is in a program. */
public enum PersonState {

    NOT_IN_AUDIENCE("quiet"),
    NOT_ENROLLED("apricot"),
    NOT_STARTED("apricot"),
    LEARNING("ink"),
    QUIZ_FAILED("bad"),
    COMPLETED("good"),
    CERTIFIED("good");

    private final String tone;

    PersonState(String tone) {
        this.tone = tone;
    }

    /** The color its tag is drawn in. */
    public String tone() {
        return tone;
    }
}
