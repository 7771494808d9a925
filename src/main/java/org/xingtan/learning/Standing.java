package org.xingtan.learning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.CertificateStanding;
import org.xingtan.certificate.CertificateStandings;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.Hours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/**
 * How a person stands in a program. Reading it also finishes what a crash may have left between a commit of beats and the
 * completion that follows from it.
 */
@Component
public class Standing {

    private final Programs programs;
    private final Participations participations;
    private final ProgressQueries progress;
    private final CompletionFacts completion;
    private final CertificateStandings certificates;
    private final CompleteLesson complete;

    Standing(Programs programs, Participations participations, ProgressQueries progress, CompletionFacts completion,
             CertificateStandings certificates, CompleteLesson complete) {
        this.programs = programs;
        this.participations = participations;
        this.progress = progress;
        this.completion = completion;
        this.certificates = certificates;
        this.complete = complete;
    }

    /**
     * @param lessons  in teaching order
     * @param identity what the person's unit says to the identity he takes part on
     */
    public record InProgram(ProgramDetail program, Participation participation, List<LessonRow> lessons, Verdict completion, Hours hours,
                            CertificateStanding certificate, IdentityCheck identity) {

        public long completeLessons() {
            return lessons.stream().filter(row -> row.progress().complete()).count();
        }

        /** @throws NotFound when the program has no such lesson */
        LessonRow row(LessonId lesson) {
            return lessons.get(indexOf(lesson));
        }

        /** The next lesson that is not complete, after this one and then from the beginning. */
        @Nullable LessonRow after(LessonId lesson) {
            var at = indexOf(lesson);
            return IntStream.range(1, lessons.size()).mapToObj(i -> lessons.get((at + i) % lessons.size()))
                .filter(row -> !row.progress().complete()).findFirst().orElse(null);
        }

        private int indexOf(LessonId lesson) {
            return IntStream.range(0, lessons.size()).filter(at -> lessons.get(at).id().equals(lesson)).findFirst()
                .orElseThrow(() -> new NotFound(lesson));
        }
    }

    /** The lessons of a program with the person's progress, also before he takes part. */
    List<LessonRow> lessons(TeacherId teacher, ProgramId id) {
        var program = programs.find(id);
        return participations.find(teacher, id)
            .map(participation -> rows(program, finished(program, participation)))
            .orElseGet(() -> rows(program, Map.of()));
    }

    /** @throws NotFound when there is no such program, or the person does not take part */
    public InProgram of(TeacherId teacher, ProgramId id) {
        return find(teacher, id).orElseThrow(() -> new NotFound(id));
    }

    /** Empty when the person does not take part. */
    public Optional<InProgram> find(TeacherId teacher, ProgramId id) {
        var program = programs.find(id);
        return participations.find(teacher, id).map(participation -> of(program, participation));
    }

    private InProgram of(ProgramDetail program, Participation participation) {
        var teacher = participation.teacher();
        var facts = finished(program, participation);
        var hours = completion.hours(program, participation);
        var identity = completion.identity(program, participation);
        var verdict = CompletionFacts.verdict(program, program.rules(), participation, facts, hours, identity).from(program.notice());
        return new InProgram(program, participation, rows(program, facts), verdict, hours,
            certificates.of(teacher, program, participation.track(), verdict), identity);
    }

    private Map<UUID, LessonProgress> finished(ProgramDetail program, Participation participation) {
        var facts = progress.of(participation.teacher(), program.id());
        var left = program.lessons().stream()
            .filter(placed -> isLeftUndone(placed, facts.get(placed.lesson().id().value()))).toList();
        if (left.isEmpty()) {
            return facts;
        }
        left.forEach(placed -> complete.run(participation, new LessonPlaces.Place(program, placed)));
        return progress.of(participation.teacher(), program.id());
    }

    static boolean isLeftUndone(ProgramDetail.PlacedLesson placed, @Nullable LessonProgress facts) {
        return facts != null && !facts.complete() && !facts.voided() && facts.covered() >= placed.lesson().requiredSeconds()
            && (placed.lesson().quiz() == null || facts.passed());
    }

    private static List<LessonRow> rows(ProgramDetail program, Map<UUID, LessonProgress> facts) {
        return program.lessons().stream().map(placed -> {
            var lesson = placed.lesson().id().value();
            return new LessonRow(placed, facts.getOrDefault(lesson, LessonProgress.none(lesson)));
        }).toList();
    }
}
