/**
 * Workbooks (xlsx) as people send them and as they take them away: opened safely, read as a table of typed cells with
 * positions, answered with findings per cell; templates, marked workbooks and exports.
 */
@NullMarked
package org.xingtan.platform.workbook;

import org.jspecify.annotations.NullMarked;
