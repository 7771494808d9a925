package org.xingtan.enrollment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.ProgramDetail;

/** Asks what units say to identities; answered by the module that keeps their declarations. */
public interface IdentityChecks {

    /** By track, those of the program that claim an identity. */
    Map<String, IdentityCheck> of(TeacherId teacher, ProgramDetail program);

    /** Whether taking part on the track is a claim that a unit can refuse: where it is not, nobody needs to be asked about. */
    boolean claims(ProgramDetail program, String track);

    /** What units have refused to some people, in whatever program: many in one statement. Those to whom nothing was refused are left out. */
    Map<TeacherId, List<Refusal>> refused(Collection<TeacherId> people);

    /** An identity that a person's unit has refused. */
    record Refusal(ProgramId program, String track, String reason) {}

    default IdentityCheck of(TeacherId teacher, ProgramDetail program, String track) {
        return of(teacher, program).getOrDefault(track, IdentityCheck.NOT_NEEDED);
    }
}
