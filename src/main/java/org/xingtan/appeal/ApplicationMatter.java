package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.application.ApplicationFiles;
import org.xingtan.application.ReportAbsence;
import org.xingtan.application.ReviewApplication;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** An application for a training that a school or a district rejected. Granted, it is passed on in their place, as long as those who come next have time; once the list is out it is only said that he was right. */
@Component
class ApplicationMatter implements Matter {

    private final ApplicationFiles files;
    private final ReviewApplication reviews;

    ApplicationMatter(ApplicationFiles files, ReviewApplication reviews) {
        this.files = files;
        this.reviews = reviews;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.APPLICATION;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return files.rejected(teacher).stream().map(this::subject).filter(Subject::contestable).limit(OFFERED).toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(this::subject);
    }

    /** Whoever applies again for a training asks for the same. */
    @Override
    public Set<UUID> same(TeacherId teacher, UUID reference) {
        var program = rejected(teacher, reference).map(ApplicationFiles.Against::program);
        return files.rejected(teacher).stream().filter(it -> program.filter(it.program()::equals).isPresent()).map(ApplicationFiles.Against::step).collect(Collectors.toSet());
    }

    @Override
    public @Nullable String look(Actor actor, TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(it -> "/console/applications/" + it.application()).orElse(null);
    }

    @Override
    public @Nullable String tooLate(TeacherId teacher, UUID reference) {
        return files.ended(teacher, reference).map(Enum::name).orElse(null);
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        reviews.overrule(actor, appeal.teacher(), appeal.reference(), remedy.reason());
    }

    private Optional<ApplicationFiles.Against> rejected(TeacherId teacher, UUID review) {
        return files.rejected(teacher).stream().filter(it -> it.step().equals(review)).findFirst();
    }

    private Subject subject(ApplicationFiles.Against one) {
        return new Subject(kind(), one.step(), one.program(), one.title(), List.of(one.reason()), one.at(), one.unit(), one.by(), one.stands());
    }

    /** Somebody was admitted, and is said not to have come without a reason. Granted, he is excused. Said of one application it is once: that is its reference. */
    @Component
    static class Absences implements Matter {

        private final ApplicationFiles files;
        private final ReportAbsence reports;

        Absences(ApplicationFiles files, ReportAbsence reports) {
            this.files = files;
            this.reports = reports;
        }

        @Override
        public Appeal.Kind kind() {
            return Appeal.Kind.ABSENCE;
        }

        @Override
        public List<Subject> of(TeacherId teacher) {
            return files.absences(teacher).stream().map(this::subject).filter(Subject::contestable).limit(OFFERED).toList();
        }

        @Override
        public Optional<Subject> find(TeacherId teacher, UUID reference) {
            return files.absences(teacher).stream().filter(it -> it.application().equals(reference)).map(this::subject).findFirst();
        }

        @Override
        public String look(Actor actor, TeacherId teacher, UUID reference) {
            return "/console/applications/" + reference;
        }

        @Override
        public void grant(Actor actor, Appeal appeal, Remedy remedy) {
            reports.overrule(actor, appeal.reference(), remedy.reason());
        }

        /** It is told when a program may have long ended: its time to appeal begins with that. */
        private Subject subject(ApplicationFiles.Against one) {
            return new Subject(kind(), one.application(), null, one.title(), List.of(one.reason()), one.at(), one.unit(), one.by(), one.stands());
        }
    }
}
