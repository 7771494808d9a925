package org.xingtan.enrollment;

import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Whether somebody was let into a program that cannot simply be joined. Answered by whoever lets people in: by places, by applications. */
public interface Admitted {

    boolean admits(TeacherId teacher, ProgramId program);
}
