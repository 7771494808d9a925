package org.xingtan.enrollment;

import java.util.List;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Told when people count in another unit for a program from now on, in the transaction that moves them. */
public interface ParticipationsMoved {

    /** One person in one program. */
    record Move(TeacherId teacher, ProgramId program, OrganizationId from, OrganizationId to) {}

    void moved(List<Move> moves);
}
