package org.xingtan.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.TeacherId;
import org.xingtan.quiz.LessonQuestions;

/** Use case: a beat arrives. It is committed first; then, if the lesson has just been played far enough, what follows is done. */
@Service
class TakeBeat {

    static final int SECONDS_BETWEEN = 5;

    private final JdbcClient db;
    private final BeatCommitter committer;
    private final LessonPlaces places;
    private final Completed completed;
    private final LessonQuestions questions;

    TakeBeat(JdbcClient db, BeatCommitter committer, LessonPlaces places, Completed completed, LessonQuestions questions) {
        this.db = db;
        this.committer = committer;
        this.places = places;
        this.completed = completed;
        this.questions = questions;
    }

    record Taken(Session session, int covered, int duration, boolean complete, List<BeatLaw.Refusal> refused, Optional<Receipt> receipt) {}

    Taken take(TeacherId teacher, UUID id, Beat beat) {
        var known = committer.find(teacher, id);
        var place = places.find(known.program(), known.lesson());
        var duration = place.lesson().duration();
        var decision = committer.commit(teacher, id, beat, duration, place.stopsAt());
        var session = decision.session();
        if (session.endedAt() != null) {
            refreshLive(teacher);
        }
        var open = questions.openFrom(teacher, session.program(), session.lesson());
        var covered = session.ofLesson().before(open).seconds();
        var outcome = completed.after(session, covered, place);
        return new Taken(session, covered, duration, outcome.complete(), refused(decision.refused(), beat, duration, open), outcome.receipt());
    }

    /** What was played beyond an open question is kept with the session and counts when the question is answered. */
    private static List<BeatLaw.Refusal> refused(List<BeatLaw.Refusal> refused, Beat beat, int duration, int open) {
        if (open >= duration) {
            return refused;
        }
        var all = new ArrayList<>(refused);
        var played = beat.played(duration);
        played.minus(played.before(open)).ranges().forEach(range -> all.add(BeatLaw.Refusal.of(range, "beat.question-open")));
        return List.copyOf(all);
    }

    /** What an ended session has covered late, the live one should know of. */
    private void refreshLive(TeacherId teacher) {
        db.sql("select id from learning.session where teacher_id = :teacher and ended_at is null")
            .param("teacher", teacher.value()).query(UUID.class).optional().ifPresent(committer::forget);
    }
}
