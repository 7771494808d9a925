package org.xingtan.program;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.notice.UnderNotice;

/** The page of a notice leads to the programs that come of it. */
@Component
class ProgramsUnderNotice implements UnderNotice {

    private final Programs programs;

    ProgramsUnderNotice(Programs programs) {
        this.programs = programs;
    }

    @Override
    public List<Held> under(UUID notice) {
        return programs.published().stream().filter(program -> notice.equals(program.noticeId()))
            .map(program -> new Held(program.title(), "/programs/" + program.id())).toList();
    }
}
