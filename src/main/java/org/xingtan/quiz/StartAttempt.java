package org.xingtan.quiz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Service;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.Questions;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/**
 * Use case: a person begins the quiz of a lesson. Questions are drawn at random; while the attempt is open, beginning again
 * gives the same one. The statement that begins it holds all conditions but the window; only when it does not begin, the
 * reason is looked for.
 */
@Service
class StartAttempt {

    /** Without a time limit an attempt is open for a day. */
    private static final Duration A_DAY = Duration.ofHours(24);
    /** Somebody else of the same person may begin and hand in again and again between two looks; not this often. */
    private static final int TRIES = 5;

    private final Attempts attempts;
    private final Questions questions;
    private final LessonPlaces places;
    private final LessonUnderWay underWay;
    private final SubmitAttempt submit;
    private final Clock clock;

    StartAttempt(Attempts attempts, Questions questions, LessonPlaces places, LessonUnderWay underWay, SubmitAttempt submit, Clock clock) {
        this.attempts = attempts;
        this.questions = questions;
        this.places = places;
        this.underWay = underWay;
        this.submit = submit;
        this.clock = clock;
    }

    Attempt start(Actor actor, LessonPlaces.Place place) {
        var quiz = place.lesson().quiz();
        if (quiz == null) {
            throw new NotFound(place.lesson().id());
        }
        var teacher = actor.teacher();
        for (var tries = 0; tries < TRIES; tries++) {
            var now = clock.instant();
            if (places.learnable(place, now).met() || tries > 0) {
                var drawn = draw(teacher, place, quiz, now);
                var number = attempts.begin(drawn, quiz.maxAttempts());
                if (number.isPresent()) {
                    return drawn.numbered(number.get());
                }
            }
            places.participation(teacher, place);
            var earlier = closeOverdue(attempts.of(teacher, place.program().id(), place.lesson().id()), now);
            var open = earlier.stream().filter(Attempt::isOpen).findFirst();
            if (open.isPresent()) {
                return open.get();
            }
            mayBegin(teacher, place, quiz, earlier, now).orRefuse();
        }
        throw new TransientDataAccessResourceException("Attempts come and go faster than one can be begun");
    }

    private List<Attempt> closeOverdue(List<Attempt> earlier, Instant now) {
        return earlier.stream().map(attempt -> attempt.isOverdue(now) ? submit.close(attempt.teacher(), attempt.id()) : attempt).toList();
    }

    private Verdict mayBegin(TeacherId teacher, LessonPlaces.Place place, LessonCard.Quiz quiz, List<Attempt> earlier, Instant now) {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("quiz.not-passed-yet", earlier.stream().noneMatch(Attempt::passed)));
        if (quiz.maxAttempts() != null) {
            conditions.add(new Condition("quiz.attempt-left", List.of(quiz.maxAttempts()), earlier.size() < quiz.maxAttempts(),
                quiz.maxAttempts().toString(), Integer.toString(earlier.size()), null, List.of()));
        }
        var window = places.learnable(place, now);
        if (!window.met() && !underWay.isUnderWay(teacher, place, now)) {
            conditions.addAll(window.conditions());
        }
        return Verdict.of(conditions).from(place.program().notice());
    }

    private Attempt draw(TeacherId teacher, LessonPlaces.Place place, LessonCard.Quiz quiz, Instant now) {
        var bank = new ArrayList<>(questions.ofLesson(place.lesson().id()).stream().map(Question::id).toList());
        Collections.shuffle(bank, Random.from(RandomGenerator.getDefault()));
        var drawn = List.copyOf(bank.subList(0, Math.min(quiz.questions(), bank.size())));
        var closes = now.plus(quiz.timeLimit() == null ? A_DAY : Duration.ofSeconds(quiz.timeLimit()));
        return new Attempt(teacher, Uuids.next(), place.program().id(), place.lesson().id(), 1, now, closes, drawn, unanswered(drawn), quiz.passMark(),
            null, null, null, null);
    }

    private static String unanswered(List<UUID> questions) {
        return Collections.nCopies(questions.size(), "null").toString();
    }
}
