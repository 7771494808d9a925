package org.xingtan.course;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.document.Documents;
import org.xingtan.document.Piece;
import org.xingtan.document.Upload;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;

/** The files of a lesson in the making: seen, sent by a form, sent piece by piece by the page's script, taken out. */
@Controller
@RequestMapping("/console/courses/{draft}/lessons/{lesson}/files/{slot}")
class FileConsole {

    private final LessonFiles files;
    private final CourseDesk desk;
    private final Lessons lessons;
    private final Documents documents;
    private final PutFile put;

    FileConsole(LessonFiles files, CourseDesk desk, Lessons lessons, Documents documents, PutFile put) {
        this.files = files;
        this.desk = desk;
        this.lessons = lessons;
        this.documents = documents;
        this.put = put;
    }

    /** For those who make it and those who review it. */
    @GetMapping
    ResponseEntity<Resource> file(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot,
                                  @RequestHeader HttpHeaders request) {
        var found = lessons.find(desk.seen(actor, draft).id(), lesson);
        var file = found.files().get(Slot.of(found.kind(), slot));
        if (file == null) {
            throw new NotFound(slot);
        }
        return documents.serve(file.id(), request);
    }

    @PostMapping
    String store(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot, @RequestParam MultipartFile file)
            throws IOException {
        var place = files.place(actor, draft, lesson, slot);
        if (file.isEmpty()) {
            throw new Problem(400, "course.file.none");
        }
        var name = file.getOriginalFilename();
        try (var bytes = file.getInputStream()) {
            files.store(actor, place, name == null ? "" : name, file.getSize(), bytes);
        }
        return LessonConsole.to(draft, lesson) + "#files";
    }

    @PostMapping("/removal")
    String remove(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot) {
        put.remove(actor, draft, lesson, files.place(actor, draft, lesson, slot).slot());
        return LessonConsole.to(draft, lesson) + "#files";
    }

    @PostMapping("/uploads")
    @ResponseBody
    Map<String, Object> begin(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot,
                              @RequestParam String name, @RequestParam long size) {
        return json(files.begin(actor, files.place(actor, draft, lesson, slot), name, size));
    }

    @PutMapping("/uploads/{upload}")
    @ResponseBody
    Map<String, Object> append(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot,
                               @PathVariable UUID upload, @RequestParam long offset,
                               @RequestHeader(name = "Content-Digest", required = false) @Nullable String digest, HttpServletRequest request)
            throws IOException {
        files.place(actor, draft, lesson, slot);
        return json(files.append(actor, upload, offset, Piece.read(request.getInputStream(), digest, Piece.PATIENCE)));
    }

    @PostMapping("/uploads/{upload}/completion")
    String complete(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot, @PathVariable UUID upload) {
        files.complete(actor, files.place(actor, draft, lesson, slot), upload);
        return LessonConsole.to(draft, lesson) + "#files";
    }

    @PostMapping("/uploads/{upload}/removal")
    String discard(Actor actor, @PathVariable DraftId draft, @PathVariable LessonId lesson, @PathVariable String slot, @PathVariable UUID upload) {
        files.place(actor, draft, lesson, slot);
        files.discard(actor, upload);
        return LessonConsole.to(draft, lesson) + "#files";
    }

    private static Map<String, Object> json(Upload upload) {
        return Map.of("id", upload.id(), "received", upload.received(), "size", upload.size());
    }
}
