package org.xingtan.appeal;

import org.jspecify.annotations.Nullable;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * An appeal in front of those who decide.
 *
 * @param unit       where the person counted when he filed
 * @param decides    whether it lies with a unit of the reader's
 * @param conditions whether the reader himself may decide
 * @param most       the most hours that can be granted; null where it is not about hours
 */
public record AppealCase(AppealFile file, PersonCard person, Localized unit, boolean decides, Verdict conditions, @Nullable CreditHours most) {}
