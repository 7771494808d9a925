package org.xingtan.course;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.Courses;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.catalog.WithdrawCourse;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;

/** Use cases: a reviewed course comes into the catalog, leaves it, and comes back. What the catalog once had never changes. */
@Service
public class PublishCourse {

    private final Changes changes;
    private final Moves moves;
    private final Drafts drafts;
    private final Lessons lessons;
    private final DefineCourse define;
    private final WithdrawCourse withdraw;

    PublishCourse(Changes changes, Moves moves, Drafts drafts, Lessons lessons, DefineCourse define, WithdrawCourse withdraw) {
        this.changes = changes;
        this.moves = moves;
        this.drafts = drafts;
        this.lessons = lessons;
        this.define = define;
        this.withdraw = withdraw;
    }

    /** Publishes it; the version before it leaves the catalog in the same moment. */
    @Transactional
    public void publish(Actor actor, DraftId id) {
        var draft = changes.hold(actor, Task.MANAGE_COURSES, id);
        if (draft.state() == DraftState.PUBLISHED) {
            return;
        }
        Moves.requireBegins(draft, Step.Act.PUBLISH);
        moves.move(actor, draft, Step.Act.PUBLISH, "", define.define(definition(draft)));
        drafts.find(draft.code(), draft.version() - 1).map(it -> changes.hold(actor, Task.MANAGE_COURSES, it))
            .filter(it -> it.state() == DraftState.PUBLISHED)
            .ifPresent(before -> takeOut(actor, before, draft.catalogCode()));
    }

    /** @throws Refused without a reason */
    @Transactional
    public void withdraw(Actor actor, DraftId id, String reason) {
        var draft = changes.hold(actor, Task.MANAGE_COURSES, id);
        if (draft.state() != DraftState.WITHDRAWN) {
            takeOut(actor, draft, ReviewCourse.reason(reason));
        }
    }

    /** @throws Refused without a reason */
    @Transactional
    public void restore(Actor actor, DraftId id, String reason) {
        var draft = changes.hold(actor, Task.MANAGE_COURSES, id);
        if (draft.state() != DraftState.PUBLISHED) {
            moves.move(actor, draft, Step.Act.RESTORE, ReviewCourse.reason(reason), draft.course());
            withdraw.offerAgain(published(draft));
        }
    }

    private void takeOut(Actor actor, Draft draft, String note) {
        moves.move(actor, draft, Step.Act.WITHDRAW, note, draft.course());
        withdraw.withdraw(published(draft));
    }

    private static CourseId published(Draft draft) {
        return java.util.Objects.requireNonNull(draft.course());
    }

    /** What the review has seen, unless a virus was found in it since. */
    private CourseDefinition definition(Draft draft) {
        return new CourseDefinition(draft.catalogCode(), draft.title(), draft.summary(), draft.owner(), draft.stages(),
            lessons.of(draft.id()).stream().map(PublishCourse::lesson).toList());
    }

    private static CourseDefinition.Lesson lesson(DraftLesson lesson) {
        var files = lesson.files();
        files.values().forEach(DocumentCard::requireOpen);
        var media = Slot.content(lesson.kind()).map(files::get).orElse(null);
        return new CourseDefinition.Lesson(lesson.title(), lesson.summary(), lesson.kind(), java.util.Objects.requireNonNull(lesson.seconds()),
            lesson.required() / 100.0, id(media), id(files.get(Slot.PLAYLIST)), id(files.get(Slot.POSTER)), captions(files),
            lesson.body().isEmpty() ? null : lesson.body(), quiz(lesson),
            lesson.asked().stream().map(it -> new CourseDefinition.Asked(java.util.Objects.requireNonNull(it.second()), it.definition())).toList());
    }

    private static Map<String, DocumentId> captions(Map<Slot, DocumentCard> files) {
        var captions = new TreeMap<String, DocumentId>();
        Slot.CAPTIONS.forEach((slot, language) -> {
            var file = files.get(slot);
            if (file != null) {
                captions.put(language, file.id());
            }
        });
        return captions;
    }

    private static CourseDefinition.@Nullable Quiz quiz(DraftLesson lesson) {
        var rule = lesson.quiz();
        var bank = lesson.bank();
        return bank.isEmpty() ? null : new CourseDefinition.Quiz(rule.draw() == null ? bank.size() : rule.draw(), rule.passMark(),
            rule.timeLimit() == null ? null : rule.timeLimit() * 60, rule.maxAttempts(), bank.stream().map(DraftLesson.Item::definition).toList());
    }

    private static @Nullable DocumentId id(@Nullable DocumentCard file) {
        return file == null ? null : file.id();
    }
}
