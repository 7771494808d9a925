package org.xingtan.enrollment;

import java.util.Map;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.ProgramDetail;

/** Asks what units say to identities; answered by the module that keeps their declarations. */
public interface IdentityChecks {

    /** By track, those of the program that claim an identity. */
    Map<String, IdentityCheck> of(TeacherId teacher, ProgramDetail program);

    default IdentityCheck of(TeacherId teacher, ProgramDetail program, String track) {
        return of(teacher, program).getOrDefault(track, IdentityCheck.NOT_NEEDED);
    }
}
