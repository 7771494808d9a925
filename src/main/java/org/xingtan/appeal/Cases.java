package org.xingtan.appeal;

import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;

/** An appeal with what those who decide have to know. Who may see it is decided before. */
@Component
class Cases {

    private final Appeals appeals;
    private final AppealFiles files;
    private final Matters matters;
    private final People people;
    private final Instances instances;

    Cases(Appeals appeals, AppealFiles files, Matters matters, People people, Instances instances) {
        this.appeals = appeals;
        this.files = files;
        this.matters = matters;
        this.people = people;
        this.instances = instances;
    }

    Appeal find(TeacherId teacher, UUID id) {
        return appeals.find(teacher, id).orElseThrow(() -> new NotFound(id));
    }

    AppealFile.Case of(Actor actor, Scope scope, Appeal appeal) {
        var file = files.of(appeal);
        return new AppealFile.Case(file, people.find(appeal.teacher()).orElseThrow(), files.name(appeal.unit()),
            scope.contains(instances.path(appeal.instance())), DecideAppeal.mayDecide(actor, appeal, matters.acted(appeal, file.subject()), file.steps()),
            matters.of(appeal.kind()).most(appeal.teacher(), appeal.reference()).orElse(null), matters.of(appeal.kind()).look(actor, appeal.teacher(), appeal.reference()),
            appeal.isWaiting() ? matters.of(appeal.kind()).tooLate(appeal.teacher(), appeal.reference()) : null,
            file.earlier().stream().map(AppealFile::appeal).filter(it -> scope.contains(instances.path(it.first()))).map(Appeal::id).collect(Collectors.toSet()));
    }
}
