package org.xingtan.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.certificate.LoadCertificates;
import org.xingtan.enrollment.Participation;
import org.xingtan.learning.LoadProgress.Finished;
import org.xingtan.learning.LoadProgress.Played;
import org.xingtan.ledger.Earning;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Achievement;
import org.xingtan.program.CreditRule;
import org.xingtan.program.LoadCompletions;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.ProgramDetail.PlacedLesson;
import org.xingtan.quiz.LoadAttempts;
import org.xingtan.quiz.LoadAttempts.Answered;
import org.xingtan.tally.DayFigure;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;

/**
 * What invented people have done in one program. Each row follows from the one before it – window, session, attempt, entry,
 * completion, certificate – so that the laws hold as if it had happened. Not for two threads.
 */
public final class DemoStudy {

    private static final int BEAT_SECONDS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    final List<Participation> participations = new ArrayList<>();
    final List<Played> sessions = new ArrayList<>();
    final List<Answered> attempts = new ArrayList<>();
    final List<LoadAttempts.InLesson> answers = new ArrayList<>();
    final List<Finished> finished = new ArrayList<>();
    final List<LoadCompletions.Completed> completions = new ArrayList<>();
    final List<LoadCertificates.Issue> certificates = new ArrayList<>();
    private final Map<Place, Long> figures = new HashMap<>();

    private final DemoTopic topic;
    private final ProgramDetail program;
    private final Instant now;
    private final Random random;

    public DemoStudy(DemoTopic topic, Instant now, Random random) {
        this.topic = topic;
        this.program = topic.program();
        this.now = now;
        this.random = random;
    }

    /** What a figure belongs to. */
    private record Place(LocalDate day, OrganizationId unit, Measure measure) {}

    /** Somebody on his way through the program. */
    private final class Walk {

        private final DemoLearner learner;
        private final String track;
        private final Set<UUID> done = new HashSet<>();
        private long seconds;
        private boolean isCompleted;

        private Walk(DemoLearner learner, String track) {
            this.learner = learner;
            this.track = track;
        }
    }

    /**
     * Somebody joins and learns the first lessons, as far as the time that is left allows.
     *
     * @param lessons how many he finishes
     * @param further whether he has begun the next one
     */
    public void join(DemoLearner learner, String track, int lessons, boolean further) {
        var walk = new Walk(learner, track);
        var opens = opens(program.lessons().getFirst());
        var joined = later(latest(opens, learner.freeFrom), 0.75);
        learner.freeFrom = joined;
        Instant started = null;
        for (var place : program.lessons().subList(0, Math.min(lessons, program.lessons().size()))) {
            var at = start(learner, place);
            if (at == null) {
                break;
            }
            started = started == null ? at : started;
            finish(walk, place, at);
        }
        if (further && walk.done.size() == lessons && lessons < program.lessons().size()) {
            var at = start(learner, program.lessons().get(lessons));
            started = started == null ? at : started;
            if (at != null) {
                begin(walk, program.lessons().get(lessons), at);
            }
        }
        participations.add(new Participation(Uuids.next(), learner.id, program.id(), track, learner.unit.id(), joined, started));
        count(learner, Measure.ENROLLED, 1, joined);
        if (started != null) {
            count(learner, Measure.STARTED, 1, started);
        }
    }

    /** Leaves his last session as the one that lives. */
    public void rest(DemoLearner learner) {
        if (learner.live != null) {
            sessions.add(learner.live);
            learner.live = null;
        }
    }

    private Instant opens(PlacedLesson place) {
        return topic.opens(place.lesson().id());
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Instant later(Instant from, double share) {
        var left = Math.max(1, Duration.between(from, now).toSeconds());
        return from.plusSeconds((long) (left * share * random.nextDouble()));
    }

    /** When he opens the lesson: right after the one before, or another day; null when there is no time left. */
    private @Nullable Instant start(DemoLearner learner, PlacedLesson place) {
        var from = latest(learner.freeFrom.plusSeconds(15 + random.nextInt(60)), opens(place).plusSeconds(60));
        var at = random.nextInt(4) == 0 || from.equals(opens(place).plusSeconds(60)) ? awake(later(from, 0.3)) : from;
        var end = at.plus(LONGEST).plusSeconds(place.lesson().duration() * 2L);
        return end.isBefore(now) ? at : null;
    }

    /** Nobody learns at night. */
    private static Instant awake(Instant at) {
        var hour = at.atZone(Window.ZONE).getHour();
        return hour < 7 ? at.plus(Duration.ofHours(8)) : at;
    }

    private void begin(Walk walk, PlacedLesson place, Instant at) {
        play(walk.learner, place, at, 1 + random.nextInt(place.lesson().duration() / 2));
        walk.learner.freeFrom = at.plus(LONGEST);
    }

    private Instant play(DemoLearner learner, PlacedLesson place, Instant at, int seconds) {
        var lastBeat = at.plusSeconds(seconds + 1L + random.nextInt(3));
        if (learner.live != null) {
            sessions.add(ended(learner.live, at));
        }
        learner.live = new Played(learner.id, program.id(), place.lesson().id(), learner.device, at, lastBeat, null, program.maxRate(),
            seconds, (seconds + BEAT_SECONDS - 1) / BEAT_SECONDS);
        return lastBeat;
    }

    private static Played ended(Played live, Instant at) {
        return new Played(live.teacher(), live.program(), live.lesson(), live.device(), live.openedAt(), live.lastBeatAt(), at, live.maxRate(),
            live.seconds(), live.beats());
    }

    private void finish(Walk walk, PlacedLesson place, Instant at) {
        var learner = walk.learner;
        var lesson = place.lesson();
        var end = play(learner, place, at, lesson.duration());
        for (var asked : topic.asked(lesson.id())) {
            answers.add(new LoadAttempts.InLesson(learner.id, program.id(), lesson.id(), asked, at.plusSeconds(asked.second())));
        }
        if (lesson.quiz() != null) {
            end = answer(learner, place, end);
        }
        finished.add(new Finished(learner.id, program.id(), lesson.id(), end, lesson.duration()));
        walk.done.add(lesson.id().value());
        walk.seconds += lesson.duration();
        earn(walk, place, end);
        judge(walk, end);
        learner.freeFrom = end;
    }

    /** Every eighth fails at first. */
    private Instant answer(DemoLearner learner, PlacedLesson place, Instant from) {
        var papers = topic.papers(place.lesson().id());
        var at = from.plusSeconds(4);
        var number = 1;
        if (random.nextInt(8) == 0) {
            at = hand(learner, place, number++, at, papers.failed(random));
        }
        return hand(learner, place, number, at, papers.passed(random));
    }

    private Instant hand(DemoLearner learner, PlacedLesson place, int number, Instant opened, LoadAttempts.Paper paper) {
        var submitted = opened.plusSeconds(25 + random.nextInt(90));
        attempts.add(new Answered(learner.id, Uuids.next(), program.id(), place.lesson().id(), number, opened, submitted, paper));
        return submitted;
    }

    private void earn(Walk walk, PlacedLesson place, Instant at) {
        var learner = walk.learner;
        var lesson = place.lesson();
        var base = program.id() + ":" + lesson.id();
        var isFixed = program.rules().credit().measure() instanceof CreditRule.Fixed;
        var earned = switch (program.rules().credit().measure()) {
            case CreditRule.Fixed fixed -> fixed.perLesson();
            case CreditRule.VerifiedMinutes minutes -> minutes.hours(walk.seconds).minus(learner.account.earned(program.id()));
        };
        if (earned.equals(CreditHours.ZERO)) {
            return;
        }
        var credited = learner.account.post(program, new Earning.Place(place.phaseId(), place.course().id().value(), lesson.id().value()), earned,
            isFixed ? base : base + ":" + lesson.duration(), lesson.title(), at);
        count(learner, Measure.HOURS, credited.hundredths(), at);
    }

    private void judge(Walk walk, Instant at) {
        var learner = walk.learner;
        var hours = learner.account.credited(program.id());
        var rule = program.rules().completion(walk.track);
        if (walk.isCompleted || !rule.verdict(new Achievement(program, walk.done, walk.done, hours)).met()) {
            return;
        }
        walk.isCompleted = true;
        completions.add(new LoadCompletions.Completed(learner.id, program.id(), walk.track, at, program.ruleVersion()));
        count(learner, Measure.COMPLETED, 1, at);
        if (program.rules().certificate().tracks().contains(walk.track)) {
            certificates.add(new LoadCertificates.Issue(learner.id, learner.name, learner.document, learner.unit.id(), learner.unit.name(),
                program, walk.track, hours, at));
            count(learner, Measure.CERTIFIED, 1, at);
        }
    }

    private void count(DemoLearner learner, Measure measure, long n, Instant at) {
        figures.merge(new Place(LocalDate.ofInstant(at, Window.ZONE), learner.unit.id(), measure), n, Long::sum);
    }

    public Stream<DayFigure> figures() {
        return figures.entrySet().stream().map(entry -> new DayFigure(entry.getKey().day(),
            new Figure(program.id(), entry.getKey().unit(), entry.getKey().measure(), entry.getValue())));
    }
}
