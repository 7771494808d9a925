package org.xingtan.tally;

import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * A change of a figure by one person.
 *
 * @param organization the unit the person counts in: a leaf, never an ancestor
 * @param n            how many more; negative when less
 */
public record Delta(TeacherId teacher, ProgramId program, OrganizationId organization, Measure measure, long n) {}
