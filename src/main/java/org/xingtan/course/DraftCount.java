package org.xingtan.course;

/** How many courses in the making there are in a state. */
public record DraftCount(DraftState state, int drafts) {}
