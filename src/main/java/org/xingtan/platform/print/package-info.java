/** Setting text on pages of PDF: each character in a font that has it. */
@NullMarked
package org.xingtan.platform.print;

import org.jspecify.annotations.NullMarked;
