package org.xingtan.cover;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** What happens to lessons, arranged as whoever leads the unit would. */
@Component
public class LoadCover {

    private final Absences absences;
    private final ArrangeCover arrange;

    LoadCover(Absences absences, ArrangeCover arrange) {
        this.absences = absences;
        this.arrange = arrange;
    }

    /**
     * Of everything that takes somebody away on that day; conflicts are taken as they are.
     *
     * @param cover who takes the lessons; null where the note says to when they are moved, or where without a note there are none
     * @throws org.xingtan.platform.Refused with whatever stands against it
     */
    @Transactional
    public void arrange(Actor by, OrganizationId unit, TeacherId who, LocalDate day, @Nullable TeacherId cover, String note) {
        var kind = cover != null ? Arrangement.Kind.COVERED : note.isEmpty() ? Arrangement.Kind.NONE : Arrangement.Kind.MOVED;
        absences.of(List.of(who), day, day).forEach(it -> {
            var form = new CoverForm(who.toString(), it.cause(), List.of(day + "/0"), kind.name(), cover == null ? null : cover.toString(), note, null);
            var answer = arrange.arrange(by, unit, form);
            (answer.conflicts() == null ? answer : arrange.arrange(by, unit, form.accepting(answer.conflicts()))).verdict().orRefuse();
        });
    }
}
