package org.xingtan.learning;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participation;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.CreditRule;
import org.xingtan.program.Programs;

/** Turns a completed lesson into an entry of the ledger, by the program's credit rule. */
@Component
class PostLessonHours {

    static final String SOURCE = "lesson";

    private final JdbcClient db;
    private final Ledger ledger;
    private final Programs programs;
    private final Organizations organizations;

    PostLessonHours(JdbcClient db, Ledger ledger, Programs programs, Organizations organizations) {
        this.db = db;
        this.ledger = ledger;
        this.programs = programs;
        this.organizations = organizations;
    }

    /**
     * What a run of the judging counts anew.
     *
     * @param first   whether the lesson was not complete before
     * @param seconds verified ones
     * @param day     in Asia/Shanghai on which they were learned
     */
    record Counted(boolean first, int seconds, LocalDate day) {}

    /**
     * By today's rules and for what is counted anew alone: what was counted before, under whatever rules, neither comes again nor is taken off.
     *
     * @return the receipt, when there was something to post
     */
    Optional<Receipt> post(Participation participation, LessonPlaces.Place place, Counted counted) {
        var program = programs.current(participation.program());
        var path = organizations.find(participation.organization()).orElseThrow().path();
        var verified = verified(participation, place);
        var lesson = place.lesson().id().value();
        var base = program.id() + ":" + lesson;
        var earned = switch (program.rules().credit().measure()) {
            case CreditRule.Fixed fixed -> new Earned(counted.first ? fixed.perLesson() : CreditHours.ZERO, base);
            // On the running total of the program, so that nothing is lost to rounding; the reference grows with the seconds.
            case CreditRule.VerifiedMinutes minutes -> new Earned(
                minutes.hours(verified.ofProgram).minus(minutes.hours(verified.ofProgram - counted.seconds)), base + ":" + verified.ofLesson);
        };
        if (earned.hours.equals(CreditHours.ZERO)) {
            return Optional.empty();
        }
        var receipt = ledger.post(new Earning(participation.teacher(), participation.organization(), path, program.id(),
            new Earning.Place(place.placed().phaseId(), place.placed().course().id().value(), lesson), program.rules().credit(),
            program.ruleVersion(), programs.capFamily(program.id()), earned.hours, SOURCE, earned.reference, place.lesson().title(),
            Map.of("lesson", lesson, "verifiedSeconds", verified.ofLesson, "programSeconds", verified.ofProgram), counted.day));
        return Optional.of(receipt);
    }

    private record Earned(CreditHours hours, String reference) {}

    private record Verified(int ofLesson, long ofProgram) {}

    private Verified verified(Participation participation, LessonPlaces.Place place) {
        return db.sql("""
                select coalesce(sum(verified_seconds) filter (where lesson_id = :lesson), 0) as of_lesson,
                       coalesce(sum(verified_seconds), 0) as of_program
                  from learning.lesson_completion
                 where teacher_id = :teacher and program_id = :program
                """)
            .param("lesson", place.lesson().id().value()).param("teacher", participation.teacher().value())
            .param("program", participation.program().value())
            .query((rs, _) -> new Verified(rs.getInt("of_lesson"), rs.getLong("of_program"))).single();
    }
}
