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

    private final ObjectProvider<Admitted> admitted;

    AdmittedPeople(ObjectProvider<Admitted> admitted) {
        this.admitted = admitted;
    }

    /** The verdict with what the path asks for; a program that anybody may join asks for nothing. */
    Verdict in(Verdict verdict, TeacherId teacher, ProgramDetail program) {
        var code = switch (program.admission()) {
            case OPEN -> null;
            case SELECTION -> "enrollment.has-place";
            case APPLICATION -> "enrollment.was-admitted";
            case ASSIGNED -> "enrollment.was-assigned";
        };
        if (code == null) {
            return verdict;
        }
        var conditions = new ArrayList<>(verdict.conditions());
        conditions.add(Condition.of(code, admitted.stream().anyMatch(it -> it.admits(teacher, program.id()))).from(program.notice()));
        return Verdict.of(conditions);
    }
}
