package org.xingtan.learning;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Programs;

/** Use case: what somebody has done is held against rules that have come out, and he is granted what they grant. Nothing is taken away. */
@Service
public class JudgeUnderNewRules {

    private final Participations participations;
    private final Programs programs;
    private final JudgeCompletion judge;

    JudgeUnderNewRules(Participations participations, Programs programs, JudgeCompletion judge) {
        this.participations = participations;
        this.programs = programs;
        this.judge = judge;
    }

    /** Who does not take part is left alone. */
    @Transactional
    public void judge(TeacherId teacher, ProgramId program) {
        if (participations.find(teacher, program).isPresent()) {
            judge.underNewRules(programs.current(program), participations.lock(teacher, program));
        }
    }
}
