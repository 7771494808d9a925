package org.xingtan.summary;

import java.util.UUID;

/**
 * What others may know of a report that a unit has handed in.
 *
 * @param title      of what asked for it
 * @param experience its typical experience
 */
public record HandedInReport(UUID call, String title, String experience) {}
