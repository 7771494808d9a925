package org.xingtan.course;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.BankSheet;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Finding;

/** Use case: a lesson's bank is filled from a workbook, all of it or nothing. What the bank has already does not come twice. */
@Service
class ImportBank {

    /** @param known how many of the workbook's questions were there before */
    record Imported(int added, int known, List<Finding> findings) {}

    private final Changes changes;
    private final Lessons lessons;
    private final EditBank bank;
    private final BankSheet sheet;
    private final Texts texts;

    ImportBank(Changes changes, Lessons lessons, EditBank bank, BankSheet sheet, Texts texts) {
        this.changes = changes;
        this.lessons = lessons;
        this.bank = bank;
        this.sheet = sheet;
        this.texts = texts;
    }

    /** Adds nothing as long as there are findings. */
    @Transactional
    Imported take(Actor actor, DraftId id, LessonId lesson, Path file, Locale locale) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        var read = sheet.read(file, locale);
        var findings = findings(now, read);
        if (!findings.isEmpty()) {
            return new Imported(0, 0, findings);
        }
        var questions = questions(read, locale);
        var added = questions.stream()
            .filter(it -> now.questions().stream().noneMatch(there -> EditBank.isSame(there.definition(), it.definition()))).toList();
        added.forEach(question -> bank.write(lesson, question));
        if (!added.isEmpty()) {
            changes.record(actor, draft, "course.bank.import", null, Map.of("lesson", now.title(), "count", added.size()));
        }
        return new Imported(added.size(), questions.size() - added.size(), List.of());
    }

    /** What is wrong with the workbook for this lesson; changes nothing. */
    List<Finding> findings(DraftLesson lesson, BankSheet.Read read) {
        var findings = new ArrayList<>(read.findings());
        if (read.questions().isEmpty() && findings.isEmpty()) {
            findings.add(Finding.of(0, null, "course.bank.empty"));
        }
        if (lesson.questions().size() + read.questions().size() > EditBank.MOST) {
            findings.add(Finding.of(0, null, "course.question.most", EditBank.MOST));
        }
        var taken = lesson.asked().stream().map(DraftLesson.Item::second).collect(Collectors.toCollection(HashSet::new));
        var there = lesson.questions().stream().map(it -> it.definition().kind() + it.definition().text()).collect(Collectors.toSet());
        for (var typed : read.questions()) {
            if (typed.form().second().isEmpty() || there.contains(typed.form().kind() + typed.form().text()) || !typed.form().verdict().met()) {
                continue;
            }
            if (lesson.kind() != LessonCard.Kind.VIDEO) {
                findings.add(Finding.of(typed.row(), read.names().get(BankSheet.SECOND), "course.bank.no-film"));
            } else if (!taken.add(typed.form().asked())) {
                findings.add(Finding.of(typed.row(), read.names().get(BankSheet.SECOND), "course.bank.second-taken"));
            }
        }
        return findings;
    }

    private List<DraftLesson.Item> questions(BankSheet.Read read, Locale locale) {
        var yes = texts.get("course.question.true", locale);
        var no = texts.get("course.question.false", locale);
        return read.questions().stream().map(it -> new DraftLesson.Item(Uuids.next(), it.form().definition(yes, no), it.form().asked())).toList();
    }
}
