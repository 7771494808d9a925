package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Receipt;
import org.xingtan.ledger.Receipts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/** Hours that were taken back, corrected or held back by a cap. Granted, they are reversed and posted anew. */
@Component
class HoursMatter implements Matter {

    private final Receipts receipts;
    private final CorrectEntry correction;

    HoursMatter(Receipts receipts, CorrectEntry correction) {
        this.receipts = receipts;
        this.correction = correction;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.HOURS;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return receipts.ofTeacher(teacher, null, null, OFFERED).items().stream()
            .filter(it -> it.reverses() != null || it.limitedBy() != null)
            .flatMap(it -> find(teacher, it.id()).stream()).filter(Subject::contestable).distinct().toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return receipts.story(teacher, reference).map(story -> {
            var latest = story.latest();
            var credited = story.reversal() == null ? latest.credited() : latest.credited().subtract(latest.credited());
            return new Subject(kind(), latest.id(), latest.program() == null ? null : new ProgramId(latest.program()), story.first().title(),
                List.of(story.first().earned().toPlainString(), credited.toPlainString(), why(story)), latest.at(), null, story.by(), true);
        });
    }

    /** The reason somebody gave, if somebody did it. */
    private static String why(Receipts.Story story) {
        Receipt last = story.reversal() == null ? story.latest() : story.reversal();
        return last.reason() == null ? "–" : last.reason();
    }

    @Override
    public Optional<CreditHours> most(TeacherId teacher, UUID reference) {
        return receipts.story(teacher, reference).map(story -> new CreditHours(story.first().earned()));
    }

    @Override
    public Set<UUID> same(TeacherId teacher, UUID reference) {
        return receipts.line(teacher, reference);
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        if (remedy.hours() == null) {
            throw new Refused("appeal.hours-named");
        }
        var latest = receipts.story(appeal.teacher(), appeal.reference()).orElseThrow(() -> new NotFound(appeal.reference())).latest();
        correction.correct(actor, appeal.teacher(), latest.id(), remedy.hours(), remedy.reason());
    }
}
