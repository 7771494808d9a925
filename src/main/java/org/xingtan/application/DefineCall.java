package org.xingtan.application;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.Role;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Makes calls, sets their clocks and places. Who may is decided before. */
@Service
public class DefineCall {

    /**
     * A published program that people shall be admitted to.
     *
     * @param track      on which they take part; null where the program has only one
     * @param series     by what "the same training" is known again, year after year
     * @param notice     null for the program's own
     * @param applyFrom  first day of applying
     * @param applyTo    its last
     * @param deadlines  the last day of each level
     * @param apartYears not again within so many years; 0 for no such rule
     * @param schoolBlocks whether a school may reject; else its silence passes people on
     */
    public record Definition(ProgramId program, @Nullable String track, String series, @Nullable String notice, int places, int reservePlaces,
                             TrainingDays training, int apartYears, boolean schoolBlocks, LocalDate applyFrom, LocalDate applyTo,
                             Map<Level, LocalDate> deadlines) {}

    /** A development center right below a caller. @param staffed whether somebody there can decide and keep a list */
    public record Center(QuotaTable.Unit unit, boolean staffed) {}

    /** Kinds of units that work for people of others: nobody lies below them. */
    private static final Set<String> FOR_OTHERS = Set.of("DEVELOPMENT_CENTER", "PROVIDER");

    private static final String[] LISTERS = Arrays.stream(Role.values())
        .filter(role -> role.allows(Task.REVIEW_APPLICATIONS) && role.allows(Task.MANAGE_PROGRAMS)).map(Role::name).toArray(String[]::new);

    /** A line of the quota table. @param subject null for all of the organization */
    public record Places(OrganizationId organization, @Nullable String subject, boolean eachSchool, int places) {}

    private final JdbcClient db;
    private final Calls calls;
    private final Quotas quotas;
    private final Programs programs;
    private final CountEligible eligible;
    private final Clock clock;

    DefineCall(JdbcClient db, Calls calls, Quotas quotas, Programs programs, CountEligible eligible, Clock clock) {
        this.db = db;
        this.calls = calls;
        this.quotas = quotas;
        this.programs = programs;
        this.eligible = eligible;
        this.clock = clock;
    }

    /**
     * Nobody sees it before it is published. From now on people come into the program by applications alone.
     *
     * @throws org.xingtan.platform.Refused with every condition that is not met
     */
    @Transactional
    public void define(Definition definition) {
        // Whoever offers it in a term at this moment is waited for.
        programs.hold(List.of(definition.program()));
        var program = programs.current(definition.program());
        var track = definition.track() == null && program.tracks().size() == 1 ? program.tracks().getFirst().code() : definition.track();
        Verdict.of(
            Condition.of("application.define.track", program.tracks().stream().anyMatch(it -> it.code().equals(track))),
            Condition.of("application.define.open", program.isForAll()),
            seen(program.owner()),
            clocks(definition.applyFrom(), definition.applyTo(), definition.deadlines())).orRefuse();
        var made = db.sql("""
                insert into application.call (program_id, owner_id, track, series, notice, places, reserve_places, training, apart_years, school_blocks)
                values (:program, :owner, :track, :series, :notice, :places, :reserve, cast(:training as datemultirange), :years, :blocks)
                on conflict (program_id) do nothing
                """)
            .param("program", program.id().value()).param("owner", program.owner().value()).param("track", track).param("series", definition.series())
            .param("notice", definition.notice() == null ? program.notice() : definition.notice()).param("places", definition.places())
            .param("reserve", definition.reservePlaces()).param("training", definition.training().toString()).param("years", definition.apartYears())
            .param("blocks", definition.schoolBlocks()).update();
        Verdict.of(Condition.of("application.define.once", made == 1)).orRefuse();
        write(program.id(), definition.applyFrom(), definition.applyTo(), "");
        definition.deadlines().forEach((level, day) -> write(program.id(), level.name(), null, end(day), ""));
        programs.admit(List.of(program.id()), ProgramDetail.Admission.APPLICATION);
        eligible.leaveOut(List.of(program.id()));
        calls.changed();
    }

    /** Whether anybody is there to see it. */
    private Condition seen(OrganizationId owner) {
        var unit = quotas.unit(owner).orElseThrow(() -> new NotFound(owner));
        return Condition.of("application.define.below", !FOR_OTHERS.contains(unit.kind()) || !quotas.children(owner).isEmpty(), unit.name());
    }

    /** The development centers that a caller may let decide last. */
    List<Center> centers(Call call) {
        return quotas.centers(call.owner().id(), LISTERS);
    }

    /** The center that a caller has named, also while it is closed or lies elsewhere and he decides himself. */
    Optional<QuotaTable.Unit> named(Call call) {
        return db.sql("select center_id from application.call where program_id = :program and center_id is not null").param("program", call.program().value())
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).optional().flatMap(quotas::unit);
    }

    /**
     * @param center null for the caller himself
     * @throws Refused when it was moved or closed meanwhile
     */
    void setCenter(Call call, @Nullable OrganizationId center) {
        try {
            db.sql("update application.call set center_id = :center where program_id = :program")
                .param("center", center == null ? null : center.value(), Types.OTHER).param("program", call.program().value()).update();
        } catch (DataIntegrityViolationException e) {
            throw new Refused("application.center.below", call.owner().name());
        }
        calls.changed();
    }

    /** In the order in which the notice goes through the levels. */
    static Condition clocks(LocalDate from, LocalDate to, Map<Level, LocalDate> deadlines) {
        var days = new ArrayList<LocalDate>(List.of(from, to));
        for (var level : Level.values()) {
            if (deadlines.get(level) == null) {
                return Condition.of("application.define.clocks", false);
            }
            days.add(deadlines.get(level));
        }
        var ordered = IntStream.range(1, days.size()).noneMatch(i -> days.get(i).isBefore(days.get(i - 1)));
        return Condition.of("application.define.clocks", ordered);
    }

    /** Sets the window of applying anew; the earlier versions stay readable. @return false when it is so already: then nothing was written */
    @Transactional
    public boolean setApplying(ProgramId program, LocalDate from, LocalDate to, String reason) {
        var call = calls.lock(program);
        if (day(call.applying().opens()).equals(from) && call.applying().closes().equals(end(to))) {
            return false;
        }
        Verdict.of(clocks(from, to, deadlines(call)), later(call, day(call.applying().opens()), from), later(call, day(call.applying().closes()), to)).orRefuse();
        write(program, from, to, reason);
        calls.changed();
        return true;
    }

    /** Sets the deadline of a level anew; the earlier versions stay readable. @return false when it is so already: then nothing was written */
    @Transactional
    public boolean setDeadline(ProgramId program, Level level, LocalDate day, String reason) {
        var call = calls.lock(program);
        if (call.deadline(level).equals(end(day))) {
            return false;
        }
        var deadlines = new EnumMap<>(deadlines(call));
        deadlines.put(level, day);
        Verdict.of(clocks(day(call.applying().opens()), day(call.applying().closes()), deadlines), later(call, day(call.deadline(level)), day)).orRefuse();
        write(program, level.name(), null, end(day), reason);
        calls.changed();
        return true;
    }

    /** People rely on what is published: a day may come later, and not on a day that is over. */
    private Condition later(Call call, LocalDate known, LocalDate wanted) {
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var ok = !call.published() || wanted.equals(known) || wanted.isAfter(known) && !wanted.isBefore(today);
        return Condition.of("application.clock.later", ok, known, wanted, today);
    }

    static Map<Level, LocalDate> deadlines(Call call) {
        var days = new EnumMap<Level, LocalDate>(Level.class);
        for (var level : Level.values()) {
            days.put(level, day(call.deadline(level)));
        }
        return days;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Window.ZONE);
    }

    private static Instant end(LocalDate day) {
        return Window.ofDays(Window.Kind.APPLY, day, day).closes();
    }

    private void write(ProgramId program, LocalDate from, LocalDate to, String reason) {
        var window = Window.ofDays(Window.Kind.APPLY, from, to);
        write(program, "APPLY", window.opens(), window.closes(), reason);
    }

    private void write(ProgramId program, String kind, @Nullable Instant opens, Instant closes, String reason) {
        db.sql("""
                insert into application.clock (program_id, kind, version, opens_at, closes_at, reason, set_at)
                select :program, :kind, coalesce(max(version), 0) + 1, :opens, :closes, :reason, :at
                  from application.clock where program_id = :program and kind = :kind
                """)
            .param("program", program.value()).param("kind", kind).param("opens", opens == null ? null : opens.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("closes", closes.atOffset(ZoneOffset.UTC)).param("reason", reason).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** Lines of the quota table; what is there of the same organization and subject is replaced. @throws org.xingtan.platform.Refused when they do not add up */
    @Transactional
    public void divide(ProgramId program, List<Places> lines) {
        var call = calls.lock(program);
        var before = quotas.table(call);
        var table = before;
        for (var line : lines) {
            var unit = quotas.unit(line.organization()).orElseThrow(() -> new NotFound(line.organization()));
            var row = table.written(new QuotaTable.Row(unit, line.subject(), line.eachSchool(), line.places(), null), true);
            table = table.with(row);
            quotas.save(program, row);
        }
        table.after(before).orRefuse();
        quotas.settle();
    }

    /** From now on teachers see it. */
    @Transactional
    public void publish(ProgramId program) {
        publish(program, clock.instant());
    }

    void publish(ProgramId program, Instant at) {
        db.sql("update application.call set published_at = :at where program_id = :program and published_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("program", program.value()).update();
        calls.changed();
    }

    void setPlaces(ProgramId program, int places, int reserve) {
        db.sql("update application.call set places = :places, reserve_places = :reserve where program_id = :program")
            .param("places", places).param("reserve", reserve).param("program", program.value()).update();
        calls.changed();
    }

    /** The days of the training, for the call and for everybody who is admitted already. @param notice that says them; empty without one */
    void setTraining(ProgramId program, TrainingDays days, String notice) {
        db.sql("update application.call set training = cast(:days as datemultirange), training_notice = nullif(:notice, '') where program_id = :program")
            .param("days", days.toString()).param("notice", notice).param("program", program.value()).update();
        db.sql("update application.application set training = cast(:days as datemultirange) where program_id = :program and state = 'ADMITTED' -- all teachers: whoever is admitted")
            .param("days", days.toString()).param("program", program.value()).update();
        calls.changed();
    }

    void list(ProgramId program, Instant at) {
        db.sql("update application.call set listed_at = :at where program_id = :program and listed_at is null")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("program", program.value()).update();
        calls.changed();
    }

    void cancel(ProgramId program, String reason, Instant at) {
        db.sql("update application.call set cancelled_at = :at, cancelled_because = :reason where program_id = :program")
            .param("at", at.atOffset(ZoneOffset.UTC)).param("reason", reason).param("program", program.value()).update();
        calls.changed();
    }

    /** All versions of the clocks but the first, the newest first. */
    List<Extension> extensions(ProgramId program) {
        return db.sql("""
                select kind, opens_at, closes_at, reason, set_at from application.clock
                 where program_id = :program and version > 1 order by set_at desc, kind
                """)
            .param("program", program.value())
            .query((row, _) -> new Extension(row.getString("kind"), row.getObject("closes_at", OffsetDateTime.class).toInstant(), row.getString("reason"),
                row.getObject("set_at", OffsetDateTime.class).toInstant())).list();
    }

    /** A clock that was set anew. @param kind APPLY or a level */
    public record Extension(String kind, Instant closes, String reason, Instant at) {}
}
