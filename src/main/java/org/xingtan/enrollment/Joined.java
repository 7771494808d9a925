package org.xingtan.enrollment;

/** What joining came to: a new participation, another track, or all as it was. */
public record Joined(Participation participation, Outcome outcome) {

    public enum Outcome { CREATED, CHANGED, SAME }
}
