package org.xingtan.course;

import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Playlist;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.document.Upload;
import org.xingtan.document.Uploads;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;

/** How files come into a lesson: piece by piece, to be gone on with after any break, or by a plain form at once. */
@Component
public class LessonFiles {

    /** Where a file goes. */
    public record Place(DraftId draft, LessonId lesson, Slot slot) {

        String reference() {
            return "course:" + lesson + "/" + slot;
        }
    }

    static final int LONGEST_NAME = 200;

    private final CourseDesk desk;
    private final Lessons lessons;
    private final Uploads uploads;
    private final Documents documents;
    private final PutFile put;

    LessonFiles(CourseDesk desk, Lessons lessons, Uploads uploads, Documents documents, PutFile put) {
        this.desk = desk;
        this.lessons = lessons;
        this.uploads = uploads;
        this.documents = documents;
        this.put = put;
    }

    /** @throws NotFound when the lesson is none of the actor's, or has no such place */
    public Place place(Actor actor, DraftId draft, LessonId lesson, String slot) {
        var found = lessons.find(desk.made(actor, draft).id(), lesson);
        return new Place(draft, lesson, Slot.of(found.kind(), slot));
    }

    /** What the actor has begun for a place and not finished. */
    List<Upload> unfinished(Actor actor, Place place) {
        return uploads.of(actor.teacher(), place.reference());
    }

    /** @throws Problem 409 when nothing may be changed; 413 for a file that is too large for its place */
    public Upload begin(Actor actor, Place place, String name, long size) {
        requireOpen(actor, place);
        if (size < 1 || name.isBlank()) {
            throw new Problem(400, "error.malformed");
        }
        if (size > place.slot.largest()) {
            throw tooLarge(place);
        }
        return uploads.begin(actor.teacher(), place.reference(), plain(name), size);
    }

    public Upload append(Actor actor, UUID upload, long offset, byte[] piece) {
        return uploads.append(actor.teacher(), upload, offset, piece);
    }

    /** Makes the lesson's file of what has arrived. What cannot be used is thrown away; what only came too early stays. */
    public void complete(Actor actor, Place place, UUID upload) {
        try {
            use(actor, place, uploads.finish(actor.teacher(), place.reference(), upload, place.slot.mediaTypes()));
        } catch (Problem problem) {
            if (problem.status() == 415 || problem.status() == 422) {
                uploads.discard(actor.teacher(), upload);
            }
            throw problem;
        }
        uploads.discard(actor.teacher(), upload);
    }

    void discard(Actor actor, UUID upload) {
        uploads.discard(actor.teacher(), upload);
    }

    /** The whole file at once, as a form without a script sends it. */
    void store(Actor actor, Place place, String name, long size, InputStream bytes) {
        requireOpen(actor, place);
        if (size > place.slot.largest()) {
            throw tooLarge(place);
        }
        use(actor, place, documents.store(plain(name), place.slot.mediaTypes(), bytes));
    }

    private void use(Actor actor, Place place, DocumentId document) {
        var file = documents.find(document).orElseThrow(() -> new NotFound(document));
        if (place.slot == Slot.PLAYLIST) {
            Playlist.check(documents.text(document));
        }
        put.put(actor, place.draft, place.lesson, place.slot, file, put.measure(place.slot, file));
    }

    private void requireOpen(Actor actor, Place place) {
        if (!desk.made(actor, place.draft).state().isOpen()) {
            throw new Problem(409, "course.not-open");
        }
    }

    private static Problem tooLarge(Place place) {
        return new Problem(413, "course.file.too-large", place.slot.largest() / 1_000_000);
    }

    /** Without the folders that some browsers send, without signs that turn a text around, not endless. */
    static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "").strip();
        var cut = last.codePointCount(0, last.length()) <= LONGEST_NAME ? last : last.substring(last.offsetByCodePoints(last.length(), -LONGEST_NAME));
        return cut.isEmpty() ? "file" : cut;
    }
}
