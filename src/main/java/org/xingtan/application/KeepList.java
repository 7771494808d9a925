package org.xingtan.application;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.directory.Vocabulary;
import org.xingtan.enrollment.Enroll;
import org.xingtan.enrollment.Participation;
import org.xingtan.messaging.Outgoing;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.program.Candidates;

/**
 * Use case: the caller, or the center that decides for him, publishes who is admitted; whoever is, takes part from then on. Later a place that
 * became free goes to the next of the reserve.
 */
@Service
public class KeepList {

    /**
     * Somebody on the list.
     *
     * @param turn    his place in the reserve as it is now, 1 for the next; null for who is not in it
     * @param verdict whether he could be admitted from the reserve now, or said not to have come, or to have had a reason; null when that is not the question
     */
    public record Entry(Chain chain, String name, @Nullable Integer turn, @Nullable Verdict verdict) {}

    private final KeepCall keep;
    private final Calls calls;
    private final Applications applications;
    private final ReviewRules rules;
    private final Enrolling enrolling;
    private final Clock clock;

    KeepList(KeepCall keep, Calls calls, Applications applications, ReviewRules rules, Enrolling enrolling, Clock clock) {
        this.keep = keep;
        this.calls = calls;
        this.applications = applications;
        this.rules = rules;
        this.enrolling = enrolling;
        this.clock = clock;
    }

    /** What follows from an admission. */
    @Component
    record Enrolling(Apply.Around around, ReviewApplication.Telling telling, DefineCall define, ReviewQueue queue, Exports exports, Texts texts,
                     Candidates candidates, Vocabulary vocabulary) {}

    /** In their order: who is admitted, the reserve in its turn, and who gave up or was absent. */
    List<Entry> entries(Call call) {
        return entries(call, null);
    }

    /** @param reader who keeps the list; null for anybody else */
    List<Entry> entries(Call call, @Nullable TeacherId reader) {
        var now = clock.instant();
        var chains = applications.of(call.program(), List.of(State.ADMITTED, State.RESERVE, State.RESIGNED, State.ABSENT), now);
        var teachers = chains.stream().map(it -> it.application().teacher()).toList();
        var names = enrolling.queue.names(teachers);
        var law = rules.law(call, now);
        var replaces = replacement(call, law, now).met();
        var reserve = inReserve(chains);
        var completed = enrolling.around.persons().completed(call.program(), teachers);
        var seen = enrolling.around.seen(call.program(), teachers);
        return chains.stream().map(it -> new Entry(it, names.getOrDefault(it.application().teacher(), ""), place(reserve, it),
            replaces && it.application().state() == State.RESERVE ? rules.promotion(call, law, it, now)
                : reader == null ? null : ReportAbsence.shown(call, it.application(), reader, completed.get(it.application().teacher()), seen, now))).toList();
    }

    /** Whose entry this is; nobody's when there is none on the list. */
    static Optional<Entry> find(List<Entry> entries, @Nullable String application) {
        return entries.stream().filter(it -> it.chain().application().id().toString().equals(application)).findFirst();
    }

    /** Whether somebody of the reserve can be admitted at all. */
    Verdict replacement(Call call, QuotaLaw law, Instant now) {
        return Verdict.of(Condition.of("application.listed", call.isListed()), call.notOver(now),
            Condition.of("application.room.total", law.admitted() < call.seats().places(), call.seats().places(), law.admitted()));
    }

    /** In the order in which they came onto their list. */
    private static List<Chain> inReserve(List<Chain> chains) {
        return chains.stream().filter(it -> it.application().state() == State.RESERVE).toList();
    }

    private static @Nullable Integer place(List<Chain> reserve, Chain chain) {
        var before = reserve.indexOf(chain);
        return before < 0 ? null : before + 1;
    }

    /** Whether the list can be published now: once, when nobody can apply any more, and nothing waits for who can still decide. */
    Verdict publication(Call call, Instant now) {
        var figures = enrolling.queue.figures(call.program(), now);
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("application.list.once", !call.isListed()));
        conditions.add(Condition.of("application.list.published", call.published()));
        if (call.cancelled() != null) {
            conditions.add(call.notCancelled());
        }
        conditions.add(Condition.of("application.list.applying-over", call.applying().isOver(now), call.applying().closes()).from(call.notice()));
        var again = 0;
        for (var level : Level.values()) {
            var waiting = figures.getOrDefault("AT_" + level, 0);
            var code = "application.list.decided." + level.name().toLowerCase(Locale.ROOT);
            conditions.add(Condition.of(code, waiting == 0 || call.isOver(level, now), waiting, call.deadline(level)).from(call.notice()));
            again += call.isOver(level, now) ? figures.getOrDefault("OPEN_" + level, 0) : 0;
        }
        if (again > 0) {
            conditions.add(Condition.of("application.list.again", false, again));
        }
        return Verdict.of(conditions);
    }

    /** Published already is published. @throws NotFound when it is not the actor's call */
    @Transactional
    public void publish(Actor actor, ProgramId program) {
        keep.requireList(actor, program);
        publish(actor, program, clock.instant());
    }

    @Transactional
    void publish(Actor actor, ProgramId program, Instant now) {
        var call = calls.lock(program);
        if (call.isListed()) {
            return;
        }
        publication(call, now).orRefuse();
        enrolling.define.list(program, now);
        var admitted = applications.of(program, List.of(State.ADMITTED), now);
        enrolling.around.people().hold(admitted.stream().map(it -> it.application().teacher()).toList());
        enroll(call, admitted, now);
        tell(call, admitted, "admitted");
        var reserve = applications.of(program, List.of(State.RESERVE), now);
        reserve.forEach(it -> enrolling.telling.tell(call, it, "reserve", program, Objects.requireNonNull(place(reserve, it))));
        tell(call, applications.of(program, List.of(State.SUBMITTED, State.RETURNED), now), "not-admitted");
        record(actor, "application.list", call, Map.of("count", admitted.size()));
    }

    /** Where they work now; who works nowhere counts where it was last decided about him. */
    private void enroll(Call call, List<Chain> people, Instant now) {
        var candidates = enrolling.candidates.of(people.stream().map(it -> it.application().teacher()).collect(Collectors.toSet()));
        enrolling.around.enroll().all(people.stream().map(Chain::application).map(one -> {
            var unit = Objects.requireNonNull(candidates.get(one.teacher())).organization();
            return new Participation(Uuids.next(), one.teacher(), call.program(), call.track(), unit == null ? one.unit() : unit, now, null);
        }).toList());
    }

    /** All of them in one statement. */
    private void tell(Call call, List<Chain> people, String what) {
        if (!people.isEmpty()) {
            enrolling.telling.send().to(people.stream().map(it -> it.application().teacher()).toList(),
                Outgoing.official("application." + what, "program:" + call.program(), "application.told." + what + ".", call.title())
                    .leadingTo("/applications/programs/" + call.program()));
        }
    }

    /**
     * The next of the reserve who can still be there gets a free place. A page that is sent twice, or was overtaken, replaces one once.
     *
     * @param shown how many were admitted when the page was shown; null however many there are by now
     * @return whose application; nobody's when nobody of the reserve can
     * @throws org.xingtan.platform.Refused when no place is free, the list is not published, or the training is over
     */
    @Transactional
    public Optional<UUID> replace(Actor actor, ProgramId program, @Nullable Integer shown) {
        keep.requireList(actor, program);
        var now = clock.instant();
        return shown == null || rules.law(calls.lock(program), now).admitted() == shown ? replace(actor, program, now) : Optional.empty();
    }

    @Transactional
    Optional<UUID> replace(Actor actor, ProgramId program, Instant now) {
        var call = calls.lock(program);
        var law = rules.law(call, now);
        replacement(call, law, now).orRefuse();
        var reserve = applications.of(program, List.of(State.RESERVE), now);
        for (var chain : reserve) {
            var teacher = chain.application().teacher();
            if (!teacher.equals(actor.teacher()) && rules.promotion(call, law, chain, now).met() && isHeld(call, law, chain, now)) {
                var one = chain.application();
                applications.move(one.with(State.ADMITTED, one.passed().intoPool()), chain.school().id(), call.terms().training(), now);
                applications.record(one, actor, Applications.Acted.at(Act.PROMOTED, Level.CITY, call.last().id(), ""), now);
                enroll(call, List.of(chain), now);
                enrolling.telling.tell(call, chain, "promoted", program);
                enrolling.telling.record(actor, "application.promote", chain, Map.of("title", call.title(), "turn", Objects.requireNonNull(place(reserve, chain))));
                return Optional.of(one.id());
            }
        }
        return Optional.empty();
    }

    /** Nobody else decides about him now, and he can still be there. */
    private boolean isHeld(Call call, QuotaLaw law, Chain chain, Instant now) {
        enrolling.around.people().lock(chain.application().teacher());
        return rules.promotion(call, law, chain, now).met();
    }

    /** Whoever waits for it, or is in it, is out of it and told why; once. @throws org.xingtan.platform.Refused of a draft, without a reason, or from the first day on */
    @Transactional
    public void cancel(Actor actor, ProgramId program, @Nullable String why) {
        if (keep.requireList(actor, program).cancelled() != null) {
            return;
        }
        keep.require(actor, program);
        var now = clock.instant();
        var call = calls.lock(program);
        Verdict.of(Condition.of("application.list.published", call.published()), call.notCancelled(),
            Condition.of("application.not-begun", !call.isBegunFor(State.ADMITTED, now)),
            Condition.of("application.cancel.reason", KeepCall.isText(why, KeepCall.LONGEST_REASON), KeepCall.LONGEST_REASON)).orRefuse();
        var reason = KeepCall.text(why);
        var people = applications.of(program, List.of(State.SUBMITTED, State.RETURNED, State.ADMITTED, State.RESERVE), now).stream().map(Chain::application).toList();
        var teachers = people.stream().map(Application::teacher).toList();
        enrolling.around.people().hold(teachers);
        enrolling.around.enroll().hold(teachers);
        applications.callOff(call, people, actor, reason, now);
        enrolling.around.enroll().leave(people.stream().filter(it -> it.state() == State.ADMITTED).map(it -> new Enroll.Leaving(it.teacher(), program, it.submittedAt())).toList());
        enrolling.define.cancel(program, reason, now);
        enrolling.telling.send().to(teachers, Outgoing.official("application.cancelled", "program:" + program, "application.told.cancelled.", call.title(), reason)
            .leadingTo("/applications"));
        record(actor, "application.cancel", call, Map.of("reason", reason, "count", people.size()));
    }

    private void record(Actor actor, String act, Call call, Map<String, Object> facts) {
        enrolling.telling.trail().record(actor, act, "program:" + call.program(), call.owner().path(), null, facts);
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    @Transactional
    public Export beginExport(Actor actor, ProgramId program, Export.Why why) {
        var call = keep.requireList(actor, program);
        return enrolling.exports.begin(actor, new Export.Of("application", "program:" + program, call.owner().path(), Map.of("list", call.title())), entries(call).size(), why);
    }

    /** The list as a workbook or for programs. */
    void export(Export export, Call call, ListFile as, Locale locale, OutputStream out) throws IOException {
        var texts = enrolling.texts;
        var headings = List.of("name", "unit", "state", "turn", "subject", "submitted").stream().map(it -> texts.get("application.column." + it, locale)).toList();
        var count = 0L;
        try (var rows = as.open(out, texts.get("application.list", locale), headings, enrolling.exports.mark(export, locale))) {
            for (var entry : entries(call)) {
                var one = entry.chain().application();
                rows.add(Arrays.asList(entry.name(), entry.chain().school().name().in(locale), texts.get("application.state." + one.state(), locale),
                    entry.turn() == null ? null : entry.turn().toString(), subject(one.subject(), locale), Dates.minute(one.submittedAt(), locale)));
                count++;
            }
        } finally {
            enrolling.exports.end(export, count);
        }
    }

    private @Nullable String subject(@Nullable String code, Locale locale) {
        if (code == null) {
            return null;
        }
        var subject = enrolling.vocabulary.subject(code);
        return locale.getLanguage().equals("zh") ? subject.title() : subject.titleEn();
    }
}
