package org.xingtan.showcase;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;

/** The typical cases of a program that are published, for anybody. */
@Controller
@RequestMapping("/programs/{program}/cases")
class ShowcaseController {

    private final LookAtCases look;

    ShowcaseController(LookAtCases look) {
        this.look = look;
    }

    @GetMapping
    ModelAndView list(@PathVariable String program, @RequestParam(required = false) @Nullable String after) {
        var id = ProgramId.of(program);
        return new ModelAndView("showcase/cases").addObject("program", look.program(id)).addObject("page", look.published(id, after));
    }

    @GetMapping("/{id}")
    ModelAndView one(@PathVariable String program, @PathVariable String id) {
        var it = look.published(ProgramId.of(program), Uuids.parse(id));
        return new ModelAndView("showcase/case").addObject("it", it).addObject("files", look.files(it));
    }

    @GetMapping("/{id}/files/{document}")
    ResponseEntity<Resource> file(@PathVariable String program, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        return look.publishedFile(ProgramId.of(program), Uuids.parse(id), DocumentId.of(document), request);
    }
}
