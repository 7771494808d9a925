package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.application.ApplicationFiles;
import org.xingtan.application.ReviewApplication;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** An application for a training that a school or a district rejected. Granted, it is passed on in their place, as long as those who come next have time. */
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
        var program = rejected(teacher, reference).map(ApplicationFiles.Rejected::program);
        return files.rejected(teacher).stream().filter(it -> program.filter(it.program()::equals).isPresent()).map(ApplicationFiles.Rejected::review).collect(Collectors.toSet());
    }

    @Override
    public @Nullable String look(Actor actor, TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(it -> "/console/applications/" + it.application()).orElse(null);
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        reviews.overrule(actor, appeal.teacher(), appeal.reference(), remedy.reason());
    }

    private Optional<ApplicationFiles.Rejected> rejected(TeacherId teacher, UUID review) {
        return files.rejected(teacher).stream().filter(it -> it.review().equals(review)).findFirst();
    }

    private Subject subject(ApplicationFiles.Rejected one) {
        return new Subject(kind(), one.review(), one.program(), one.title(), List.of(one.reason()), one.at(), one.unit(), one.by(), one.stands());
    }
}
