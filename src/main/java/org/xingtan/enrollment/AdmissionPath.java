package org.xingtan.enrollment;

/** How people come into a program. */
public enum AdmissionPath {
    /** Whoever is of the audience joins. */
    OPEN("enrollment.open-to-all"),
    /** Who has chosen one of its places. */
    SELECTION("enrollment.has-place"),
    /** Whose application has been admitted. */
    APPLICATION("enrollment.was-admitted"),
    /** Whom his unit has assigned. */
    ASSIGNED("enrollment.was-assigned");

    private final String condition;

    AdmissionPath(String condition) {
        this.condition = condition;
    }

    /** The code of the condition that it sets. */
    String condition() {
        return condition;
    }
}
