package org.xingtan.appeal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.application.ApplicationFiles;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Programs;

/** What a teacher sees of his appeals. */
@Component
public class MyAppeals implements ApplicationFiles.Appeals {

    private final Appeals appeals;
    private final AppealFiles files;
    private final Matters matters;
    private final FilingRules rules;
    private final Programs programs;
    private final Deadlines deadlines;

    MyAppeals(Appeals appeals, AppealFiles files, Matters matters, FilingRules rules, Programs programs, Deadlines deadlines) {
        this.appeals = appeals;
        this.files = files;
        this.matters = matters;
        this.rules = rules;
        this.programs = programs;
        this.deadlines = deadlines;
    }

    LocalDate today() {
        return deadlines.today();
    }

    List<Appeal> of(TeacherId teacher) {
        return appeals.of(teacher);
    }

    AppealFile one(TeacherId teacher, UUID id) {
        return files.of(appeals.find(teacher, id).orElseThrow(() -> new NotFound(id)));
    }

    public Map<Appeal.Kind, List<Subject>> offered(TeacherId teacher) {
        return matters.offered(teacher);
    }

    /**
     * Whether somebody may appeal against something now, and the appeal that he has filed, unless he has withdrawn it.
     *
     * @param isContestable whether there is anything to appeal against, in time or not
     */
    public record Way(boolean isOpen, boolean isContestable, @Nullable Appeal filed) {}

    public Way way(TeacherId teacher, Appeal.Kind kind, UUID about) {
        var filed = appeals.against(teacher, kind, about).orElse(null);
        var subject = matters.of(kind).find(teacher, about).filter(Subject::contestable);
        return new Way(filed == null && subject.filter(it -> rules.verdict(teacher, it).met()).isPresent(), subject.isPresent(), filed);
    }

    @Override
    public Optional<UUID> filed(TeacherId teacher, UUID application) {
        return appeals.against(teacher, Appeal.Kind.ABSENCE, application).map(Appeal::id);
    }

    @Override
    public Open open(ProgramId program) {
        return appeals.open(program, deadlines.today());
    }

    @Override
    public boolean mayFile(TeacherId teacher, UUID application) {
        return way(teacher, Appeal.Kind.ABSENCE, application).isOpen();
    }

    /** @throws NotFound unless it is the person's */
    AppealForm form(TeacherId teacher, Appeal.Kind kind, UUID about) {
        var subject = matters.subject(teacher, kind, about);
        var program = Optional.ofNullable(subject.program()).map(id -> programs.find(id).title()).orElse(null);
        return new AppealForm(Uuids.next(), subject, program, rules.verdict(teacher, subject),
            rules.chain(teacher, subject).map(chain -> files.name(chain.first())).orElse(null), deadlines.days(Deadlines.Term.DECIDE), "", null);
    }
}
