package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.program.Programs;

/** Puts together what there is about an appeal. Who may see it is decided before. */
@Component
class AppealFiles {

    private final Appeals appeals;
    private final Attachments attachments;
    private final Matters matters;
    private final Organizations organizations;
    private final Programs programs;
    private final Deadlines deadlines;

    AppealFiles(Appeals appeals, Attachments attachments, Matters matters, Organizations organizations, Programs programs, Deadlines deadlines) {
        this.appeals = appeals;
        this.attachments = attachments;
        this.matters = matters;
        this.organizations = organizations;
        this.programs = programs;
        this.deadlines = deadlines;
    }

    AppealFile of(Appeal appeal) {
        return of(appeal, appeals.earlier(appeal, matters.same(appeal)).stream().map(it -> of(it, List.of())).toList());
    }

    private AppealFile of(Appeal appeal, List<AppealFile> earlier) {
        var program = Optional.ofNullable(appeal.program()).map(id -> programs.find(id).title()).orElse(null);
        return new AppealFile(appeal, appeals.steps(appeal.teacher(), appeal.id()), attachments.of(appeal.teacher(), appeal.id()),
            matters.of(appeal.kind()).find(appeal.teacher(), appeal.reference()).orElse(null), program, name(appeal.first()),
            nameOrNull(appeal.second()), earlier, deadlines.today());
    }

    private @Nullable Localized nameOrNull(@Nullable OrganizationId unit) {
        return unit == null ? null : name(unit);
    }

    Localized name(OrganizationId unit) {
        return organizations.find(unit).map(it -> new Localized(it.name(), it.nameEn())).orElseThrow();
    }
}
