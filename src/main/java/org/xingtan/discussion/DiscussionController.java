package org.xingtan.discussion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.safety.Checklists;

/** What is talked about in a program, for those who take part: read, say something, answer, report. */
@Controller
class DiscussionController {

    private final LookAtTopics look;
    private final LookAtActivities activities;
    private final WritePost write;
    private final ReportPost report;
    private final Checklists safety;

    DiscussionController(LookAtTopics look, LookAtActivities activities, WritePost write, ReportPost report, Checklists safety) {
        this.look = look;
        this.activities = activities;
        this.write = write;
        this.report = report;
        this.safety = safety;
    }

    @GetMapping("/programs/{id}/discussions")
    ModelAndView program(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String after,
                         @RequestParam(required = false) @Nullable String before) {
        return new ModelAndView("discussion/program", "talk", look.program(actor, ProgramId.of(id), after, before));
    }

    @GetMapping("/discussions/{topic}")
    ModelAndView topic(Actor actor, @PathVariable String topic, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("discussion/topic", "view", look.topic(actor, Uuids.parse(topic), after));
    }

    @GetMapping("/discussions/{topic}/threads/{author}/{id}")
    ModelAndView thread(Actor actor, @PathVariable String topic, @PathVariable String author, @PathVariable String id,
                        @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("discussion/topic", "view", look.thread(actor, Uuids.parse(topic), TeacherId.of(author), Uuids.parse(id), after));
    }

    @PostMapping("/discussions/{topic}/posts")
    String post(Actor actor, @PathVariable String topic, @RequestParam String id, @RequestParam(defaultValue = "") String text) {
        write.post(actor, new WritePost.Words(Uuids.parse(id), Uuids.parse(topic), null, null, text));
        return page(topic, "");
    }

    @PostMapping("/discussions/{topic}/threads/{author}/{thread}/posts")
    String answer(Actor actor, @PathVariable String topic, @PathVariable String author, @PathVariable String thread, @RequestParam String id,
                  @RequestParam(defaultValue = "") String text) {
        write.post(actor, new WritePost.Words(Uuids.parse(id), Uuids.parse(topic), TeacherId.of(author), Uuids.parse(thread), text));
        return page(topic, "/threads/" + author + "/" + thread);
    }

    @PostMapping("/discussions/{topic}/posts/{id}/text")
    String edit(Actor actor, @PathVariable String topic, @PathVariable String id, @RequestParam(defaultValue = "") String text) {
        return page(topic, write.edit(actor, Uuids.parse(topic), Uuids.parse(id), text).place());
    }

    @PostMapping("/discussions/{topic}/posts/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String topic, @PathVariable String id) {
        return page(topic, write.withdraw(actor, Uuids.parse(topic), Uuids.parse(id)).place());
    }

    @PostMapping("/discussions/{topic}/posts/{author}/{id}/report")
    String report(Actor actor, @PathVariable String topic, @PathVariable String author, @PathVariable String id,
                  @RequestParam(defaultValue = "") String reason) {
        report.report(actor, Uuids.parse(topic), TeacherId.of(author), Uuids.parse(id), reason);
        return page(topic, "");
    }

    @GetMapping("/discussions/activities/{id}")
    ModelAndView activity(Actor actor, @PathVariable String id) {
        return new ModelAndView("discussion/activity", "view", activities.read(actor, Uuids.parse(id)))
            .addObject("safety", safety.state(Uuids.parse(id)).orElse(null));
    }

    @GetMapping("/discussions/activities/{id}/files/{document}")
    ResponseEntity<Resource> file(Actor actor, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        return activities.file(actor, Uuids.parse(id), DocumentId.of(document), request);
    }

    private static String page(String topic, String place) {
        UUID id = Uuids.parse(topic);
        return "redirect:/discussions/" + id + place;
    }
}
