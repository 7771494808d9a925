package org.xingtan.program;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Uuids;

/** The page of a notice. */
@Controller
class NoticeController {

    private final Notices notices;
    private final Programs programs;

    NoticeController(Notices notices, Programs programs) {
        this.notices = notices;
        this.programs = programs;
    }

    @GetMapping("/notices/{id}")
    ModelAndView notice(@PathVariable String id) {
        var notice = notices.find(Uuids.parse(id));
        return new ModelAndView("program/notice", Map.of("notice", notice,
            "programs", programs.published().stream().filter(program -> notice.id().equals(program.noticeId())).toList()));
    }
}
