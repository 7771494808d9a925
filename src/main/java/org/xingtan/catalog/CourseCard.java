package org.xingtan.catalog;

import java.util.List;
import org.xingtan.platform.CourseId;

/**
 * A course as other modules know it.
 *
 * @param stages for which stages it is made (学段); empty for all
 */
public record CourseCard(CourseId id, String code, String title, String summary, List<String> stages) {}
