package org.xingtan.course;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.catalog.BankSheet;
import org.xingtan.document.RequireClean;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.TemporaryFiles;

/** Question banks from a workbook: the template, the import with what is wrong cell by cell, the workbook with its mistakes marked. */
@Controller
@RequestMapping("/console/courses/{draft}/lessons/{lesson}/bank")
class BankConsole {

    static final long LARGEST = 5_000_000;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CourseDesk desk;
    private final Lessons lessons;
    private final ImportBank importBank;
    private final BankSheet sheet;
    private final RequireClean clean;

    BankConsole(CourseDesk desk, Lessons lessons, ImportBank importBank, BankSheet sheet, RequireClean clean) {
        this.desk = desk;
        this.lessons = lessons;
        this.importBank = importBank;
        this.sheet = sheet;
        this.clean = clean;
    }

    @GetMapping
    ModelAndView form(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson) {
        return view(desk.made(actor, draft), lesson, null, HttpStatus.OK);
    }

    @GetMapping("/template.xlsx")
    void template(Actor actor, @PathVariable DraftId draft, Locale locale, HttpServletResponse response) throws IOException {
        desk.made(actor, draft);
        attach(response, "question-bank.xlsx");
        sheet.template(locale, response.getOutputStream());
    }

    @PostMapping
    ModelAndView take(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @RequestParam MultipartFile file, Locale locale)
            throws IOException {
        desk.made(actor, draft);
        return TemporaryFiles.with(".xlsx", taken(file)::transferTo, kept -> {
            clean.require(actor, LessonFiles.plain(String.valueOf(file.getOriginalFilename())), kept);
            var imported = importBank.take(actor, draft, lesson, kept, locale);
            return view(desk.made(actor, draft), lesson, imported, imported.findings().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    @PostMapping("/marked.xlsx")
    void mark(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @RequestParam MultipartFile file, Locale locale,
              HttpServletResponse response) throws IOException {
        var found = lessons.find(desk.made(actor, draft).id(), lesson);
        TemporaryFiles.during(".xlsx", taken(file)::transferTo, kept -> {
            clean.require(actor, LessonFiles.plain(String.valueOf(file.getOriginalFilename())), kept);
            var findings = importBank.findings(found, sheet.read(kept, locale));
            attach(response, "question-bank-marked.xlsx");
            sheet.mark(kept, findings, locale, response.getOutputStream());
        });
    }

    private static MultipartFile taken(MultipartFile file) {
        if (file.isEmpty() || file.getSize() > LARGEST) {
            throw file.isEmpty() ? new Problem(400, "course.file.none") : new Problem(413, "course.file.too-large", LARGEST / 1_000_000);
        }
        return file;
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private ModelAndView view(Draft draft, LessonId lesson, ImportBank.@Nullable Imported imported, HttpStatus status) {
        var view = new ModelAndView("course/bank-import", status).addObject("draft", draft).addObject("lesson", lessons.find(draft.id(), lesson))
            .addObject("sheet", sheet);
        if (imported != null) {
            view.addObject("added", imported.added()).addObject("known", imported.known()).addObject("findings", imported.findings());
        }
        return view;
    }
}
