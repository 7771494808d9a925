package org.xingtan.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.audit.AuditTrail;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Owners;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Use case: somebody in charge of a program calls for applications, and keeps clocks, places, days and the quota table of the call. */
@Component
public class KeepCall {

    static final int LONGEST_REASON = 200;
    private static final int LONGEST_SERIES = 60;
    private static final int LONGEST_NOTICE = 100;

    /** A new call as somebody has typed it. */
    public record Form(@Nullable String program, @Nullable String track, @Nullable String series, @Nullable String places, @Nullable String reserve,
                       @Nullable String days, @Nullable String apartYears, @Nullable String schoolBlocks, @Nullable String applyFrom,
                       @Nullable String applyTo, @Nullable String school, @Nullable String county, @Nullable String city) {}

    /** The days of a training as somebody has typed them. @param notice that says them @param reason why they are moved */
    public record Days(@Nullable String days, @Nullable String notice, @Nullable String reason) {}

    private final Access access;
    private final Calls calls;
    private final DefineCall define;
    private final Programs programs;
    private final Owners owners;
    private final Keeping keeping;

    KeepCall(Access access, Calls calls, DefineCall define, Programs programs, Owners owners, Keeping keeping) {
        this.access = access;
        this.calls = calls;
        this.define = define;
        this.programs = programs;
        this.owners = owners;
        this.keeping = keeping;
    }

    /** What calls rest on, and who tells of them. */
    @Component
    record Keeping(Quotas quotas, PersonRules persons, AuditTrail trail, Send send) {}

    /** Calls of the units at, above and below which somebody reviews, as far as they are published or his own. @throws NotFound when there is nothing for him */
    List<Call> calls(Actor actor) {
        var review = access.scope(actor, Task.REVIEW_APPLICATIONS);
        if (review.isEmpty()) {
            throw new NotFound("applications");
        }
        return calls.all().values().stream().filter(call -> sees(actor, review, call)).toList();
    }

    private boolean sees(Actor actor, Scope review, Call call) {
        return owns(actor, call) || call.published() && (review.contains(call.owner().path()) || review.paths().stream().anyMatch(call::isAbove));
    }

    boolean owns(Actor actor, Call call) {
        return access.scope(actor, Task.MANAGE_PROGRAMS).contains(call.owner().path());
    }

    /** @throws NotFound when there is none, or none that is the actor's to see */
    Call look(Actor actor, ProgramId program) {
        var call = calls.current(program);
        if (!sees(actor, access.scope(actor, Task.REVIEW_APPLICATIONS), call)) {
            throw new NotFound(program);
        }
        return call;
    }

    /** @throws NotFound when there is none, or none that the actor keeps */
    Call require(Actor actor, ProgramId program) {
        var call = calls.current(program);
        access.require(actor, Task.MANAGE_PROGRAMS, call.owner().id());
        Verdict.of(call.notCancelled()).orRefuse();
        return call;
    }

    /** Whether there is none, of a program in the actor's charge. */
    boolean isGone(Actor actor, ProgramId program) {
        return calls.all().get(program) == null && access.scope(actor, Task.MANAGE_PROGRAMS).contains(owners.find(programs.current(program).owner()).path());
    }

    /** Whether somebody keeps its list: the caller, and the center that decides last for him. */
    boolean lists(Actor actor, Call call) {
        return owns(actor, call) || access.scope(actor, Task.MANAGE_PROGRAMS).contains(call.last().path());
    }

    /** Whether somebody sees how many places of a unit are used: whoever keeps the list all of them, others those at, above and below their own units. */
    boolean seesUse(Actor actor, Call call, QuotaTable.Unit unit) {
        return lists(actor, call) || access.scope(actor, Task.REVIEW_APPLICATIONS).paths().stream()
            .anyMatch(path -> path.equals(unit.path()) || unit.isBelow(path) || path.startsWith(unit.path() + "."));
    }

    /** @throws NotFound when there is none, or none whose list the actor keeps */
    Call requireList(Actor actor, ProgramId program) {
        var call = calls.current(program);
        if (!lists(actor, call)) {
            access.require(actor, Task.MANAGE_PROGRAMS, call.last().id());
        }
        return call;
    }

    /** Published programs in the actor's charge that anybody may join so far. */
    List<ProgramDetail> candidates(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_PROGRAMS);
        return programs.joinable().stream().filter(it -> scope.contains(owners.find(it.owner()).path())).toList();
    }

    @Transactional
    public ProgramId define(Actor actor, Form form) {
        var program = ProgramId.of(text(form.program()));
        access.require(actor, Task.MANAGE_PROGRAMS, programs.current(program).owner());
        var deadlines = new EnumMap<Level, LocalDate>(Level.class);
        var typed = Map.of(Level.SCHOOL, text(form.school()), Level.COUNTY, text(form.county()), Level.CITY, text(form.city()));
        typed.forEach((level, text) -> day(text).ifPresent(day -> deadlines.put(level, day)));
        var from = day(text(form.applyFrom()));
        var to = day(text(form.applyTo()));
        var days = TrainingDays.typed(form.days());
        Verdict.of(
            series(form),
            places(form.places(), form.reserve()),
            Condition.of("application.define.days", days.isPresent()),
            years(form),
            Condition.of("application.define.clocks", from.isPresent() && to.isPresent() && deadlines.size() == typed.size())).orRefuse();
        define.define(new DefineCall.Definition(program, text(form.track()).isEmpty() ? null : text(form.track()), text(form.series()), null,
            Integer.parseInt(text(form.places())), Integer.parseInt(text(form.reserve())), days.orElseThrow(), Integer.parseInt(text(form.apartYears())),
            !"false".equals(form.schoolBlocks()), from.orElseThrow(), to.orElseThrow(), deadlines));
        record(actor, "application.define", calls.current(program), null, Map.of("places", text(form.places()), "series", text(form.series())));
        return program;
    }

    @Transactional
    public void publish(Actor actor, ProgramId program) {
        var call = require(actor, program);
        if (!call.published()) {
            keeping.quotas.table(call).verdict().orRefuse();
            define.publish(program);
            record(actor, "application.publish", call, null, Map.of());
        }
    }

    /** Set anew with a reason; set again as it is, nothing happens. @param kind APPLY or a level @param first null for a level */
    @Transactional
    public void setClock(Actor actor, ProgramId program, String kind, @Nullable String first, @Nullable String last, @Nullable String reason) {
        var call = require(actor, program);
        var to = day(text(last));
        var from = day(text(first));
        Verdict.of(
            Condition.of("application.not-listed", !call.isListed()),
            Condition.of("application.clock.day", to.isPresent() && (!kind.equals("APPLY") || from.isPresent())),
            Condition.of("application.clock.reason", isText(reason, LONGEST_REASON), LONGEST_REASON)).orRefuse();
        var changed = kind.equals("APPLY") ? define.setApplying(program, from.orElseThrow(), to.orElseThrow(), text(reason))
            : define.setDeadline(program, level(kind), to.orElseThrow(), text(reason));
        if (changed) {
            record(actor, "application.clock", call, null, Map.of("kind", kind, "to", text(last), "reason", text(reason)));
        }
    }

    private static Level level(String name) {
        for (var level : Level.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw new NotFound(name);
    }

    /** Never fewer than are used, nor than are divided. */
    @Transactional
    public void setPlaces(Actor actor, ProgramId program, @Nullable String places, @Nullable String reserve) {
        require(actor, program);
        var call = calls.lock(program);
        Verdict.of(places(places, reserve), call.notCancelled()).orRefuse();
        var law = keeping.quotas.law(call, Instant.EPOCH);
        var wanted = new Call.Seats(Integer.parseInt(text(places)), Integer.parseInt(text(reserve)));
        var table = keeping.quotas.table(call);
        var conditions = new ArrayList<>(table.under(wanted.places()).after(table).conditions());
        conditions.add(Condition.of("application.places.used", law.admitted() <= wanted.places() && law.reserve() <= wanted.reserve(), law.admitted(), law.reserve()));
        Verdict.of(conditions).orRefuse();
        define.setPlaces(program, wanted.places(), wanted.reserve());
        keeping.quotas.settle();
        record(actor, "application.places", call, Map.of("places", call.seats().places(), "reserve", call.seats().reserve()),
            Map.of("places", wanted.places(), "reserve", wanted.reserve()));
    }

    /** Nobody who is admitted already may have something else on these days. Whoever is admitted or in reserve is told; set again as they are, nothing happens. */
    @Transactional
    public void setTraining(Actor actor, ProgramId program, Days typed) {
        require(actor, program);
        var call = calls.lock(program);
        var before = call.terms().training();
        var days = TrainingDays.typed(typed.days());
        var moved = call.published() && before.isSet() && days.filter(it -> !it.equals(before)).isPresent();
        var notice = text(typed.notice());
        Verdict.of(call.notCancelled(), Condition.of("application.define.days", days.isPresent()),
            Condition.of("application.days.notice", notice.isEmpty() || isText(notice, LONGEST_NOTICE), LONGEST_NOTICE),
            Condition.of("application.days.reason", !moved || isText(typed.reason(), LONGEST_REASON), LONGEST_REASON)).orRefuse();
        var wanted = days.orElseThrow();
        if (wanted.equals(before) && notice.equals(text(call.terms().notice()))) {
            return;
        }
        keeping.persons.lockAdmitted(call);
        var others = keeping.persons.notFree(call, wanted);
        Verdict.of(Condition.of("application.days.free", others.isEmpty(), others)).orRefuse();
        define.setTraining(program, wanted, notice);
        var reason = moved ? text(typed.reason()) : "";
        tell(call, wanted, notice, reason);
        record(actor, "application.days", call, Map.of("days", before.written()), Map.of("days", wanted.written(), "notice", notice, "reason", reason));
    }

    private void tell(Call call, TrainingDays days, String notice, String reason) {
        var what = days.isSet() ? (reason.isEmpty() ? "days-set" : "days-moved") + (notice.isEmpty() ? "." : "-by.") : "days-open.";
        keeping.send.to(keeping.persons.listed(call), Outgoing.official("application.days", "training:" + Uuids.next(), "application.told." + what,
            call.title(), days.called(), notice, reason).leadingTo("/applications/programs/" + call.program()));
    }

    Verdict fits(Call call) {
        return call.fits(programs.current(call.program()).learnWindows());
    }

    /** Who decides last, until the list is published. @param center empty for the caller himself, else the id of a development center right below him */
    @Transactional
    public void setCenter(Actor actor, ProgramId program, @Nullable String center) {
        require(actor, program);
        var call = calls.lock(program);
        var wanted = text(center).isEmpty() ? call.owner().id().toString() : text(center);
        var named = define.named(call);
        if (wanted.equals(call.last().id().toString()) && named.isPresent() == call.isDelegated()) {
            return;
        }
        var found = define.centers(call).stream().filter(it -> it.unit().id().toString().equals(wanted)).findFirst();
        var own = wanted.equals(call.owner().id().toString());
        Verdict.of(
            Condition.of("application.not-listed", !call.isListed()),
            Condition.of("application.center.below", own || found.isPresent(), call.owner().name()),
            Condition.of("application.center.staffed", own || found.isEmpty() || found.get().staffed())).orRefuse();
        define.setCenter(call, own ? null : found.orElseThrow().unit().id());
        record(actor, "application.center", call, Map.of("unit", named.map(QuotaTable.Unit::name).orElse(call.owner().name()).chinese()), Map.of("unit", calls.current(program).last().name().chinese()));
    }

    static Condition series(Form form) {
        return Condition.of("application.define.series", isText(form.series(), LONGEST_SERIES), LONGEST_SERIES);
    }

    static Condition years(Form form) {
        return Condition.of("application.define.years", text(form.apartYears()).matches("[0-9]|1[0-9]|20"));
    }

    private static Condition places(@Nullable String places, @Nullable String reserve) {
        return Condition.of("application.define.places", text(places).matches("[1-9][0-9]{0,4}") && text(reserve).matches("[0-9]{1,5}"));
    }

    void record(Actor actor, String act, Call call, @Nullable Object before, Object after) {
        keeping.trail.record(actor, act, "program:" + call.program(), call.owner().path(), before, after);
    }

    static Optional<LocalDate> day(String text) {
        try {
            var day = LocalDate.parse(text);
            return day.getYear() < 2000 || day.getYear() > 2200 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static boolean isText(@Nullable String text, int longest) {
        return !text(text).isEmpty() && text(text).length() <= longest && StorableText.is(text(text));
    }

    static String text(@Nullable String text) {
        return StorableText.line(text);
    }
}
