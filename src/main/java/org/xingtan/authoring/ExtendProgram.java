package org.xingtan.authoring;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.ExtendWindow;
import org.xingtan.program.ProgramDetail;

/** Use case: an authority lets a window of its program stay open longer. */
@Service
class ExtendProgram {

    /** Which window: of the program, of a phase, or of a course in it. */
    record Place(ProgramId program, @Nullable UUID phase, @Nullable UUID course, Window.Kind kind) {

        Window in(ProgramDetail detail) {
            var windows = course != null ? detail.phases().stream().flatMap(it -> it.sections().stream()).flatMap(it -> it.courses().stream())
                    .filter(it -> it.card().id().value().equals(course)).findFirst().map(ProgramDetail.Course::windows).orElse(List.of())
                : phase != null ? detail.phases().stream().filter(it -> it.id().equals(phase)).findFirst().map(ProgramDetail.Phase::windows).orElse(List.of())
                : detail.windows();
            return windows.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow(() -> new NotFound(kind));
        }
    }

    private final PublishedPrograms published;
    private final ExtendWindow extend;

    ExtendProgram(PublishedPrograms published, ExtendWindow extend) {
        this.published = published;
        this.extend = extend;
    }

    /**
     * To the end of a day. The same extension sent again is done already.
     *
     * @throws org.xingtan.platform.Refused when that day is not later than the present end, or no reason is given
     */
    @Transactional
    void extend(Actor actor, Place place, LocalDate last, String reason) {
        var program = published.require(actor, place.program());
        var closes = Window.ofDays(place.kind(), last, last).closes();
        if (!place.in(program).closes().equals(closes) || published.extensions(program.id()).stream().noneMatch(it -> it.reason().equals(reason))) {
            extend.extend(place.program(), place.phase(), place.course(), place.kind(), closes, reason, actor);
        }
    }
}
