/** The working days: weekdays but for public holidays, and the weekend days that are worked instead. */
@NullMarked
package org.xingtan.platform.calendar;

import org.jspecify.annotations.NullMarked;
