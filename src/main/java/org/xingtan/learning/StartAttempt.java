package org.xingtan.learning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.catalog.Questions;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/**
 * Use case: a person begins the quiz of a lesson. Questions and their options are drawn at random and kept with the
 * attempt; while it is open, beginning again gives the same one.
 */
@Service
class StartAttempt {

    /** Without a time limit an attempt is open for a day. */
    private static final Duration A_DAY = Duration.ofHours(24);

    private final JdbcClient db;
    private final Attempts attempts;
    private final Questions questions;
    private final LessonPlaces places;
    private final SubmitAttempt submit;
    private final Clock clock;

    StartAttempt(JdbcClient db, Attempts attempts, Questions questions, LessonPlaces places, SubmitAttempt submit, Clock clock) {
        this.db = db;
        this.attempts = attempts;
        this.questions = questions;
        this.places = places;
        this.submit = submit;
        this.clock = clock;
    }

    @Transactional
    public Attempt start(Actor actor, LessonPlaces.Place place) {
        var quiz = place.lesson().quiz();
        if (quiz == null) {
            throw new NotFound(place.lesson().id());
        }
        places.participation(actor.teacher(), place);
        var now = clock.instant();
        var earlier = closeOverdue(attempts.of(actor.teacher(), place.program().id(), place.lesson().id()), now);
        var open = earlier.stream().filter(Attempt::isOpen).findFirst();
        if (open.isPresent()) {
            return open.get();
        }
        mayBegin(actor.teacher(), place, quiz, earlier, now).orRefuse();
        var attempt = draw(actor.teacher(), place, quiz, earlier.size() + 1, now);
        return attempts.insert(attempt) ? attempt
            : attempts.of(actor.teacher(), place.program().id(), place.lesson().id()).getFirst();
    }

    private List<Attempt> closeOverdue(List<Attempt> earlier, Instant now) {
        return earlier.stream().map(attempt -> attempt.isOverdue(now) ? submit.close(attempt.teacher(), attempt.id()) : attempt).toList();
    }

    private Verdict mayBegin(TeacherId teacher, LessonPlaces.Place place, LessonCard.Quiz quiz, List<Attempt> earlier, Instant now) {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("learning.quiz-not-passed-yet", earlier.stream().noneMatch(Attempt::passed)));
        if (quiz.maxAttempts() != null) {
            conditions.add(new Condition("learning.attempt-left", List.of(quiz.maxAttempts()), earlier.size() < quiz.maxAttempts(),
                quiz.maxAttempts().toString(), Integer.toString(earlier.size()), null, List.of()));
        }
        var window = places.learnable(place, now);
        if (!window.met() && !begunBeforeTheClose(teacher, place, now)) {
            conditions.addAll(window.conditions());
        }
        return Verdict.of(conditions).from(place.program().notice());
    }

    /** Who was learning the lesson when the window closed may finish it with its quiz, as long as that session could live. */
    private boolean begunBeforeTheClose(TeacherId teacher, LessonPlaces.Place place, Instant now) {
        return db.sql("""
                select exists (select from learning.session
                                where teacher_id = :teacher and program_id = :program and lesson_id = :lesson and last_beat_at > :since)
                """)
            .param("teacher", teacher.value()).param("program", place.program().id().value()).param("lesson", place.lesson().id().value())
            .param("since", now.minus(Session.LIFE_WITHOUT_BEATS).atOffset(java.time.ZoneOffset.UTC)).query(Boolean.class).single();
    }

    private Attempt draw(TeacherId teacher, LessonPlaces.Place place, LessonCard.Quiz quiz, int number, Instant now) {
        var bank = new ArrayList<>(questions.ofLesson(place.lesson().id()));
        var random = RandomGenerator.getDefault();
        Collections.shuffle(bank, java.util.Random.from(random));
        var drawn = bank.stream().limit(quiz.questions()).map(question -> drawn(question, random)).toList();
        return new Attempt(teacher, Uuids.next(), place.program().id(), place.lesson().id(), number, now,
            now.plus(limit(quiz.timeLimit())), drawn, quiz.passMark(), null, null, null);
    }

    private static Duration limit(@Nullable Integer seconds) {
        return seconds == null ? A_DAY : Duration.ofSeconds(seconds);
    }

    private static Question drawn(Question question, RandomGenerator random) {
        return new Question(question.id(), question.kind(), question.text(), shuffled(question, question.options(), random),
            shuffled(question, question.targets(), random), question.key(), question.explanation());
    }

    /** True and false stay in their order. */
    private static List<Question.Choice> shuffled(Question question, List<Question.Choice> choices, RandomGenerator random) {
        if (question.kind() == QuestionKind.TRUE_FALSE) {
            return choices;
        }
        var copy = new ArrayList<>(choices);
        Collections.shuffle(copy, java.util.Random.from(random));
        return copy;
    }
}
