package org.xingtan.roster;

/** Where an import stands. */
public enum ImportState {
    READING, PLANNED, COMMITTING, COMMITTED, DISCARDED, FAILED;

    /** Whether something is being done about it without anybody's help. */
    public boolean isAtWork() {
        return this == READING || this == COMMITTING;
    }
}
