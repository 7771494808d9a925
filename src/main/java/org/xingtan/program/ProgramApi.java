package org.xingtan.program;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.directory.Appointments;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Programs for other systems. */
@RestController
@RequestMapping("/api/v1/programs")
class ProgramApi {

    /** Which programs concern somebody. */
    @Component
    static class Concern {

        private final Owners owners;
        private final Candidates candidates;
        private final Eligibility eligibility;
        private final Appointments appointments;
        private final List<Programs.Taken> taken;

        Concern(Owners owners, Candidates candidates, Eligibility eligibility, Appointments appointments, List<Programs.Taken> taken) {
            this.owners = owners;
            this.candidates = candidates;
            this.eligibility = eligibility;
            this.appointments = appointments;
            this.taken = taken;
        }

        /**
         * Of an authority at or above his unit or one in which he holds an office; of one below such an office; what he can join, wherever it is
         * from; and what he takes part in.
         */
        Predicate<ProgramDetail> of(TeacherId teacher) {
            var candidate = candidates.of(teacher);
            var offices = new Scope(appointments.of(teacher).stream().map(it -> it.organization().path()).distinct().toList());
            var places = Stream.concat(offices.paths().stream(), Stream.ofNullable(candidate.organizationPath())).toList();
            var mine = taken.stream().flatMap(it -> it.programs(teacher).stream()).collect(Collectors.toSet());
            return program -> {
                var owner = owners.find(program.owner()).path();
                var jurisdiction = new Scope(List.of(owner));
                return places.stream().anyMatch(jurisdiction::contains) || offices.contains(owner) || mine.contains(program.id())
                    || program.isForAll() && eligibility.takes(program, candidate);
            };
        }
    }

    private final Programs programs;
    private final Concern concern;
    private final ProgramWriter writer;
    private final Clock clock;

    ProgramApi(Programs programs, Concern concern, ProgramWriter writer, Clock clock) {
        this.programs = programs;
        this.concern = concern;
        this.writer = writer;
        this.clock = clock;
    }

    /** @param open true for those in which something can be learned now, false for the others, absent for all */
    @GetMapping
    Page<ProgramJson> list(Actor actor, @RequestParam(required = false) @Nullable Boolean open, @RequestParam(required = false) @Nullable Integer limit,
                           @RequestParam(required = false) @Nullable String cursor) {
        var now = clock.instant();
        var rows = following(programs.published(), Page.decode(cursor))
            .filter(program -> open == null || program.isOpen(now) == open).filter(concern.of(actor.teacher()))
            .limit(Page.limit(limit) + 1L).toList();
        return Page.of(rows, Page.limit(limit), program -> program.id().toString()).map(program -> writer.brief(program, now));
    }

    @GetMapping("/{program}")
    ProgramJson.Whole program(@PathVariable("program") String id, Locale locale) {
        return writer.whole(programs.find(ProgramId.of(id)), clock.instant(), locale);
    }

    /** @throws Problem 400 when the key is no program's */
    private static Stream<ProgramDetail> following(List<ProgramDetail> all, @Nullable String last) {
        if (last == null) {
            return all.stream();
        }
        var index = all.stream().map(program -> program.id().toString()).toList().indexOf(last);
        if (index < 0) {
            throw new Problem(400, "error.cursor");
        }
        return all.stream().skip(index + 1L);
    }
}
