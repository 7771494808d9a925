/** The database underneath: its embedded form, its clock, bulk loading and JSON columns. */
@NullMarked
package org.xingtan.platform.persistence;

import org.jspecify.annotations.NullMarked;
