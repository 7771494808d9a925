package org.xingtan.catalog;

import java.util.List;
import org.xingtan.platform.Localized;

/**
 * A course in the list.
 *
 * @param stages names of the stages it is made for; empty for all
 * @param minutes of all lessons together, rounded up
 */
public record CourseRow(CourseCard card, List<Localized> stages, int lessons, int minutes, boolean quiz) {}
