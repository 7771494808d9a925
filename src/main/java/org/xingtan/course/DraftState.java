package org.xingtan.course;

/** How far a course in the making has come. */
public enum DraftState {

    /** Somebody works on it. */
    DRAFT("", true),
    /** It lies with the reviewers and does not change. */
    SUBMITTED("tag-apricot", false),
    /** A reviewer gave it back and said why. */
    RETURNED("tag-bad", true),
    /** A reviewer found it good; it may be published. */
    APPROVED("tag-apricot", false),
    /** The catalog offers it. */
    PUBLISHED("tag-good", false),
    /** The catalog offers it no longer. */
    WITHDRAWN("", false);

    private final String tone;
    private final boolean open;

    DraftState(String tone, boolean open) {
        this.tone = tone;
        this.open = open;
    }

    /** The class of its tag on pages. */
    public String tone() {
        return tone;
    }

    /** Whether its content may be changed. */
    public boolean isOpen() {
        return open;
    }
}
