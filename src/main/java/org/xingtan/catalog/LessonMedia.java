package org.xingtan.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;

/** What a lesson plays: video with its playlist, or document, poster, captions, in parts where a player asks for parts. For signed-in people. */
@Controller
class LessonMedia {

    private final Courses courses;
    private final Documents documents;

    LessonMedia(Courses courses, Documents documents) {
        this.courses = courses;
        this.documents = documents;
    }

    @GetMapping("/lessons/{lesson}/media")
    ResponseEntity<Resource> media(@PathVariable String lesson, @RequestHeader HttpHeaders request) {
        return serve(courses.content(LessonId.of(lesson)).media(), request);
    }

    @GetMapping("/lessons/{lesson}/playlist.m3u8")
    ResponseEntity<Resource> playlist(@PathVariable String lesson, @RequestHeader HttpHeaders request) {
        return serve(courses.content(LessonId.of(lesson)).playlist(), request);
    }

    @GetMapping("/lessons/{lesson}/poster")
    ResponseEntity<Resource> poster(@PathVariable String lesson, @RequestHeader HttpHeaders request) {
        return serve(courses.content(LessonId.of(lesson)).poster(), request);
    }

    @GetMapping("/lessons/{lesson}/captions/{language}.vtt")
    ResponseEntity<Resource> captions(@PathVariable String lesson, @PathVariable String language, @RequestHeader HttpHeaders request) {
        return serve(courses.content(LessonId.of(lesson)).captions().get(language), request);
    }

    private ResponseEntity<Resource> serve(@Nullable DocumentId document, HttpHeaders request) {
        return documents.serve(Optional.ofNullable(document).orElseThrow(() -> new NotFound("media")), request);
    }
}
