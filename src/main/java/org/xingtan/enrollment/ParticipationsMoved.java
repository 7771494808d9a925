package org.xingtan.enrollment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Told when people count in another unit for a program from now on, or in none any more, in the transaction that moves them. */
public interface ParticipationsMoved {

    /** One person in one program. @param to null when he does not take part in it any more */
    record Move(TeacherId teacher, ProgramId program, OrganizationId from, @Nullable OrganizationId to) {}

    void moved(List<Move> moves);
}
