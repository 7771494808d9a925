package org.xingtan.notice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;

/** The notices, the page of each, and its attachments. */
@Controller
class NoticeController {

    private final Notices notices;
    private final Documents documents;
    private final List<UnderNotice> held;
    private final Authorities authorities;

    NoticeController(Notices notices, Documents documents, List<UnderNotice> held, Authorities authorities) {
        this.notices = notices;
        this.documents = documents;
        this.held = held;
        this.authorities = authorities;
    }

    @GetMapping("/notices")
    ModelAndView list(@RequestParam(required = false) @Nullable String after) {
        var page = notices.page(after == null ? null : Uuids.parse(after));
        var view = new ModelAndView("notice/notices", "notices", page.notices());
        return page.next() == null ? view : view.addObject("next", page.next().toString());
    }

    @GetMapping("/notices/{id}")
    ModelAndView notice(@Nullable Actor actor, @PathVariable String id) {
        var notice = notices.find(Uuids.parse(id));
        return new ModelAndView("notice/notice", Map.of("notice", notice,
            "own", authorities.isFor(actor, notice.owner()), "held", held.stream().flatMap(it -> it.under(notice.id()).stream()).toList()));
    }

    @GetMapping("/notices/{id}/attachments/{document}")
    ResponseEntity<Resource> attachment(@Nullable Actor actor, @PathVariable String id, @PathVariable String document,
                                        @RequestHeader HttpHeaders request) {
        var notice = notices.find(Uuids.parse(id));
        var wanted = DocumentId.of(document);
        if (!notice.isPublic() && actor == null || notice.attachments().stream().noneMatch(it -> it.id().equals(wanted))) {
            throw new NotFound(document);
        }
        return documents.download(wanted, request);
    }
}
