package org.xingtan.roster;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Transfers in the console: who is asked for, and who asks. */
@Controller
class TransferController {

    private static final String PAGE = "redirect:/console/roster/transfers";

    private final AnswerTransfer answer;
    private final Access access;

    TransferController(AnswerTransfer answer, Access access) {
        this.answer = answer;
        this.access = access;
    }

    @GetMapping("/console/roster/transfers")
    ModelAndView list(Actor actor) {
        return new ModelAndView("roster/transfers", "transfers", answer.of(actor)).addObject("scope", access.scope(actor, Task.MANAGE_ROSTER));
    }

    @PostMapping("/console/roster/transfers/{teacher}/{id}/release")
    String release(Actor actor, @PathVariable TeacherId teacher, @PathVariable UUID id,
                   @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since) {
        answer.release(actor, teacher, id, since);
        return PAGE;
    }

    @PostMapping("/console/roster/transfers/{teacher}/{id}/refuse")
    String refuse(Actor actor, @PathVariable TeacherId teacher, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        answer.refuse(actor, teacher, id, reason);
        return PAGE;
    }

    @PostMapping("/console/roster/transfers/{teacher}/{id}/withdraw")
    String withdraw(Actor actor, @PathVariable TeacherId teacher, @PathVariable UUID id) {
        answer.withdraw(actor, teacher, id);
        return PAGE;
    }
}
