package org.xingtan.enrollment;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;

/**
 * A program in the list.
 *
 * @param window the learning window to show: open, else next, else last; null before one is published
 * @param parent title of the program it is a part of
 * @param track  the reader's track; null when he does not take part
 */
public record ProgramRow(ProgramDetail program, Localized owner, @Nullable Window window, @Nullable String parent, @Nullable Localized track) {}
