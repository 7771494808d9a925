/** What modules have to read for a page, said apart from reading it, so that it is read together. */
@NullMarked
package org.xingtan.platform.reading;

import org.jspecify.annotations.NullMarked;
