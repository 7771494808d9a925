package org.xingtan.summary;

import java.time.Instant;

/** One move of a report. */
public record SummaryStep(Summary.State state, String reason, String movedBy, Instant movedAt) {}
