package org.xingtan.enrollment;

import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;

/** Whether people come into a program as its path of admission says. */
@Component
class AdmittedPeople {

    private final AdmissionPaths paths;
    private final ObjectProvider<Admitted> admitted;

    AdmittedPeople(AdmissionPaths paths, ObjectProvider<Admitted> admitted) {
        this.paths = paths;
        this.admitted = admitted;
    }

    /** The verdict with what the path asks for; a program that anybody may join asks for nothing. */
    Verdict in(Verdict verdict, TeacherId teacher, ProgramDetail program) {
        var path = paths.of(program.id());
        if (path == AdmissionPath.OPEN) {
            return verdict;
        }
        var conditions = new ArrayList<>(verdict.conditions());
        conditions.add(Condition.of(path.condition(), admitted.stream().anyMatch(it -> it.admits(teacher, program.id()))).from(program.notice()));
        return Verdict.of(conditions);
    }
}
