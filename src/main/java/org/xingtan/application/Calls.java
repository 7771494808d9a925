package org.xingtan.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** The calls: few rows that every start page asks for, read together, once a second at most. */
@Repository
class Calls implements Organizations.Heir, Programs.MoreWindows {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private static final String SELECT = """
        select c.program_id, p.title, o.id as owner_id, o.path::text as owner_path, o.name as owner_name, o.name_en as owner_name_en,
               z.id as last_id, z.path::text as last_path, z.name as last_name, z.name_en as last_name_en, c.track, c.series, c.notice, c.places, c.reserve_places,
               c.training::text as training, c.training_notice, c.apart_years, c.school_blocks, c.published_at is not null as published, c.listed_at, c.cancelled_because,
               a.opens_at, a.closes_at, s.closes_at as school, k.closes_at as county, t.closes_at as city
          from application.call c
          join program.program_card p on p.id = c.program_id
          join directory.organization_card o on o.id = c.owner_id
          join application.last_card z on z.program_id = c.program_id
          join application.clock_card a on a.program_id = c.program_id and a.kind = 'APPLY'
          join application.clock_card s on s.program_id = c.program_id and s.kind = 'SCHOOL'
          join application.clock_card k on k.program_id = c.program_id and k.kind = 'COUNTY'
          join application.clock_card t on t.program_id = c.program_id and t.kind = 'CITY'
        """;

    private record Known(Map<ProgramId, Call> all, long readAt) {}

    private final JdbcClient db;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - 2 * FRESH);
    /** Counts what was changed here: what was read before does not replace it. */
    private final AtomicLong changes = new AtomicLong();

    Calls(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** As everybody does who decides: the call first, and then people. */
    @Override
    public void hold(OrganizationId unit) {
        db.sql("select 1 from application.call where owner_id = :unit order by program_id for update").param("unit", unit.value()).query(_ -> {});
    }

    /** Whoever a unit goes up in keeps its calls until their trainings are over, with the places that it has kept for a subject. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        var calls = db.sql("""
                with passing as materialized (
                    select c.program_id from application.call c
                     where c.owner_id = :unit and (c.listed_at is null or coalesce(upper(c.training) > cast(:today as date), true))
                     order by c.program_id for update)
                update application.call c set owner_id = :into from passing where c.program_id = passing.program_id
                returning c.program_id
                """)
            .param("unit", unit.value()).param("into", into.value()).param("today", LocalDate.ofInstant(clock.instant(), Window.ZONE))
            .query(UUID.class).list().toArray(UUID[]::new);
        db.sql("""
                insert into application.quota (program_id, organization_id, subject, each_school, places, granted)
                select program_id, :into, subject, each_school, places, granted from application.quota where organization_id = :unit and program_id = any (:calls)
                on conflict do nothing
                """)
            .param("unit", unit.value()).param("into", into.value()).param("calls", calls).update();
        db.sql("delete from application.quota where organization_id = :unit and program_id = any (:calls)")
            .param("unit", unit.value()).param("calls", calls).update();
        changed();
    }

    /** Applications for trainings that it has called for, and whose list is not out. */
    @Override
    public List<Condition> waiting(OrganizationId unit) {
        var open = db.sql("""
                -- all teachers: those who have applied for what a unit has called for
                select count(*)::int
                  from application.call c
                  join application.application a on a.program_id = c.program_id
                 where c.owner_id = :unit and c.listed_at is null and a.state = 'SUBMITTED'
                """)
            .param("unit", unit.value()).query(Integer.class).single();
        return List.of(Condition.of("application.none-waits", open == 0, open));
    }

    /** As they were at most a second ago, the newest first. */
    Map<ProgramId, Call> all() {
        var current = known;
        return System.nanoTime() - current.readAt < FRESH ? current.all : read();
    }

    /** The published ones of every authority above that place in the tree. */
    List<Call> offeredTo(@Nullable String path) {
        return all().values().stream().filter(call -> call.isOfferedTo(path)).toList();
    }

    /** When one applies, from the day on which the call is published. */
    @Override
    public List<Window> windows(ProgramId program) {
        var call = all().get(program);
        return call == null || !call.published() || call.cancelled() != null ? List.of() : List.of(call.applying());
    }

    /** As it is now. @throws NotFound when there is none */
    Call current(ProgramId program) {
        return db.sql(SELECT + " where c.program_id = :program").param("program", program.value()).query((row, _) -> call(row)).optional()
            .orElseThrow(() -> new NotFound(program));
    }

    /**
     * The same; until the transaction ends nobody else decides about its people and places.
     *
     * @throws NotFound when there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Call lock(ProgramId program) {
        db.sql("select 1 from application.call where program_id = :program for update").param("program", program.value()).query(_ -> {});
        return current(program);
    }

    /**
     * The same; until the transaction ends nobody decides about its people, and others apply to it as well. Whoever holds a person too holds the call first,
     * as those do who decide.
     *
     * @throws NotFound when there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Call hold(ProgramId program) {
        db.sql("select 1 from application.call where program_id = :program for key share").param("program", program.value()).query(_ -> {});
        return current(program);
    }

    /** What this node has changed it shows at once. */
    void changed() {
        forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget();
                }
            });
        }
    }

    private void forget() {
        changes.incrementAndGet();
        known = new Known(Map.of(), System.nanoTime() - 2 * FRESH);
    }

    private Map<ProgramId, Call> read() {
        var at = System.nanoTime();
        var before = changes.get();
        var all = new LinkedHashMap<ProgramId, Call>();
        db.sql(SELECT + " order by a.opens_at desc, c.program_id").query((row, _) -> call(row)).list().forEach(call -> all.put(call.program(), call));
        if (changes.get() == before) {
            known = new Known(all, at);
        }
        return all;
    }

    private static Call call(ResultSet row) throws SQLException {
        var deadlines = new EnumMap<Level, Instant>(Level.class);
        for (var level : Level.values()) {
            deadlines.put(level, instant(row, level.name().toLowerCase(java.util.Locale.ROOT)));
        }
        var listed = row.getObject("listed_at", OffsetDateTime.class);
        return new Call(new ProgramId(row.getObject("program_id", UUID.class)), row.getString("title"),
            owner(row, "owner"), owner(row, "last"),
            row.getString("track"), row.getString("series"), row.getString("notice"), new Call.Seats(row.getInt("places"), row.getInt("reserve_places")),
            new Call.Terms(TrainingDays.parse(row.getString("training")), row.getString("training_notice"), row.getInt("apart_years"), row.getBoolean("school_blocks")),
            new Window(Window.Kind.APPLY, instant(row, "opens_at"), instant(row, "closes_at")), deadlines, row.getBoolean("published"),
            listed == null ? null : listed.toInstant(), row.getString("cancelled_because"));
    }

    private static Call.Owner owner(ResultSet row, String prefix) throws SQLException {
        return new Call.Owner(new OrganizationId(row.getObject(prefix + "_id", UUID.class)), row.getString(prefix + "_path"),
            new Localized(row.getString(prefix + "_name"), row.getString(prefix + "_name_en")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Use case: whoever keeps a call that nobody has seen yet corrects what it asks, or throws it away. */
    @Component
    static class Drafts {

        private final JdbcClient db;
        private final Calls calls;
        private final KeepCall keep;
        private final Programs programs;
        private final CountEligible eligible;

        Drafts(JdbcClient db, Calls calls, KeepCall keep, Programs programs, CountEligible eligible) {
            this.db = db;
            this.calls = calls;
            this.keep = keep;
            this.programs = programs;
            this.eligible = eligible;
        }

        List<ProgramDetail.Track> tracks(Call call) {
            return programs.current(call.program()).tracks();
        }

        /** @throws org.xingtan.platform.Refused when it is published, or with what is wrong */
        @Transactional
        void correct(Actor actor, ProgramId program, KeepCall.Form form) {
            keep.require(actor, program);
            var call = calls.lock(program);
            var track = KeepCall.text(form.track()).isEmpty() ? call.track() : KeepCall.text(form.track());
            Verdict.of(Condition.of("application.draft-only", !call.published()),
                Condition.of("application.define.track", tracks(call).stream().anyMatch(it -> it.code().equals(track))), KeepCall.series(form), KeepCall.years(form)).orRefuse();
            db.sql("update application.call set track = :track, series = :series, apart_years = :years, school_blocks = :blocks where program_id = :program")
                .param("track", track).param("series", KeepCall.text(form.series())).param("years", Integer.parseInt(KeepCall.text(form.apartYears())))
                .param("blocks", !"false".equals(form.schoolBlocks())).param("program", program.value()).update();
            calls.changed();
            keep.record(actor, "application.draft", call, facts(call), facts(calls.current(program)));
        }

        private static Map<String, Object> facts(Call call) {
            return Map.of("track", call.track(), "series", call.series(), "years", call.terms().apartYears(), "schoolBlocks", call.terms().schoolBlocks());
        }

        /** The program is for all of its audience again. Gone already is gone. @throws org.xingtan.platform.Refused when it is published */
        @Transactional
        void discard(Actor actor, ProgramId program) {
            if (keep.isGone(actor, program)) {
                return;
            }
            keep.require(actor, program);
            programs.hold(List.of(program));
            var call = calls.lock(program);
            Verdict.of(Condition.of("application.draft-only", !call.published())).orRefuse();
            for (var table : List.of("import", "quota", "clock", "call")) {
                db.sql("delete from application." + table + " where program_id = :program").param("program", program.value()).update();
            }
            eligible.takeIn(programs.admit(List.of(program), ProgramDetail.Admission.APPLICATION, ProgramDetail.Admission.OPEN));
            calls.changed();
            keep.record(actor, "application.discard", call, facts(call), Map.of("title", call.title()));
        }
    }
}
