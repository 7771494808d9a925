package org.xingtan.enrollment;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;

/**
 * A track on the page of a program.
 *
 * @param rule    when it is completed, in words
 * @param verdict whether the reader is of its audience; null when nobody is signed in
 * @param mine    whether it is the reader's track
 */
public record TrackRow(ProgramDetail.Track track, boolean certificate, String rule, @Nullable Verdict verdict, boolean mine) {}
