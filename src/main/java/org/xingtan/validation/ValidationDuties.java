package org.xingtan.validation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * What a call asks for: of everybody, to confirm his year; of who keeps a unit, to confirm its people and to answer them; of the authority, to
 * validate them. And until when each may, for calendars.
 */
@Repository
class ValidationDuties implements Duties, Clocks {

    private static final String ABOUT = "validation.duty.about";

    /** Who acts for a unit when he holds one of these there. */
    static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(LookAtUnit.TASK)).map(Role::name).toArray(String[]::new);

    static final String[] AUTHORITIES = Organizations.AUTHORITIES.toArray(String[]::new);

    /**
     * Who keeps the unit in which he counts, so that the nearest authority above it confirms his year: of a person {@code %1$s} with that unit, and of that authority's
     * id {@code %2$s}.
     */
    static final String KEEPS_RIGHT_BELOW = """
        exists (select from directory.organization_card counted
                  join directory.organization_card kept
                    on kept.id = case when counted.kind = 'TEACHING_POINT' then coalesce(counted.parent_id, counted.id) else counted.id end
                  join directory.appointment_card k on k.organization_id = kept.id and k.role = any (:keepers) and k.teacher_id = %1$s.teacher_id
                 where counted.id = %1$s.organization_id
                   and %2$s = (select a.id from directory.organization_card a
                                where a.path operator(public.@>) kept.path and a.id <> kept.id and a.kind = any (:authorities)
                                  and not (a.kind = 'COUNTY' and exists (select from directory.organization_card v
                                                                          where v.path operator(public.@>) kept.path and public.nlevel(v.path) > public.nlevel(a.path)
                                                                            and v.subordination = 'DIRECT'))
                                order by public.nlevel(a.path) desc
                                limit 1))
        """;

    /** Counted for a start page: a city has more, and nobody reads how many. */
    private static final int COUNTED = 1_000;

    private static final String CLOCK = """
        select c.id, c.year, c.title, c.basis, w.stage, w.opens_at, w.closes_at, w.version, w.set_at, %s as organization_id
          from validation.call c
          join validation.call_window w on w.call_id = c.id
           and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
        """;

    private final JdbcClient db;
    private final java.time.Clock clock;

    ValidationDuties(JdbcClient db, java.time.Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return Query.of("""
                select s.teacher_id, c.year, d.answer is not null as answered, d.state in ('CONFIRMED', 'UNIT_CONFIRMED') and d.confirmed_at is not null as changed, w.closes_at
                  from validation.call c
                  join validation.call_window w on w.call_id = c.id and w.stage = 'CONFIRM'
                   and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
                  join standing.state_card s on s.jurisdiction = c.owner_id and s.year = c.year and s.organization_id is not null
                  left join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and (d.call_id = c.id or d.state = 'VALIDATED')
                 where s.teacher_id = any (:teachers) and c.published_at is not null and w.opens_at <= :now and w.closes_at + interval '1 second' > :now
                   and (coalesce(validation.said(d.state, d.confirmed_at, d.unit_confirmed_in, s.organization_id), 'OPEN') = 'OPEN'
                        or d.state in ('CONFIRMED', 'UNIT_CONFIRMED')
                           and (select (k.facts -> 'total' ->> 'have')::numeric from validation.step k
                                 where k.teacher_id = d.teacher_id and k.year = d.year and k.at = coalesce(d.confirmed_at, d.unit_confirmed_at)
                                   and k.act = case when d.confirmed_at is null then 'UNIT_CONFIRMED' else 'CONFIRMED' end)
                               > (select coalesce(sum(e.credited), 0) from ledger.entry_card e where e.teacher_id = d.teacher_id and e.year = d.year))
                """)
            .param("teachers", TeacherId.array(teachers)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .ofTeachers(row -> {
                var year = row.getInt("year");
                return new Duty(row.getBoolean("changed") ? "validation.duty.changed" : row.getBoolean("answered") ? "validation.duty.answered" : "validation.duty.mine", List.of(year),
                    ABOUT, "certificate", row.getObject("closes_at", OffsetDateTime.class).toInstant(), "/validation?year=" + year);
            });
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Duties.together(List.of(units(appointed), keepers(appointed), validates(appointed)));
    }

    private Reading<Map<TeacherId, List<Duty>>> units(Set<TeacherId> appointed) {
        return Query.of("""
                select a.teacher_id, u.id as organization_id, c.year, min(w.closes_at) as closes_at,
                       count(*) filter (where d.state <> 'OBJECTED') as confirmed, count(*) filter (where d.state = 'OBJECTED') as objected
                  from directory.appointment_card a
                 cross join lateral (select a.organization_id where a.kind <> 'TEACHING_POINT'
                                      union all
                                     select p.id from directory.organization_card p where p.parent_id = a.organization_id and p.kind = 'TEACHING_POINT') u (id)
                  join standing.state_card s on s.organization_id = u.id and s.teacher_id <> a.teacher_id
                  join validation.call c on c.owner_id = s.jurisdiction and c.year = s.year and c.published_at is not null
                  join validation.call_window w on w.call_id = c.id and w.stage = 'UNIT'
                   and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
                  join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and d.call_id = c.id
                   and (d.state in ('CONFIRMED', 'OBJECTED') or d.state = 'UNIT_CONFIRMED' and d.unit_confirmed_in is distinct from s.organization_id)
                 where a.teacher_id = any (:teachers) and a.role = any (:roles) and w.opens_at <= :now and w.closes_at + interval '1 second' > :now
                 group by a.teacher_id, u.id, c.year
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .severalOfTeachers(ValidationDuties::unit);
    }

    private static List<Duty> unit(ResultSet row) throws SQLException {
        var year = row.getInt("year");
        var due = row.getObject("closes_at", OffsetDateTime.class).toInstant();
        var at = "organization=" + row.getObject("organization_id", UUID.class) + "&year=" + year;
        var duties = new ArrayList<Duty>();
        if (row.getInt("confirmed") > 0) {
            duties.add(new Duty("validation.duty.unit", List.of(year, row.getInt("confirmed")), ABOUT, "certificate", due, "/console/validation/confirmation?" + at));
        }
        if (row.getInt("objected") > 0) {
            duties.add(new Duty("validation.duty.objections", List.of(year, row.getInt("objected")), ABOUT, "certificate", due,
                "/console/validation/people?which=OBJECTED&" + at));
        }
        return duties;
    }

    /** Of the authority right above: whoever keeps a unit, whose year nobody of it confirms. They are few, and are looked for among those who are appointed. */
    private Reading<Map<TeacherId, List<Duty>>> keepers(Set<TeacherId> appointed) {
        return Query.of("""
                -- all teachers: who keeps a unit below an authority.
                select a.teacher_id, a.organization_id, c.year, min(w.closes_at) as closes_at, count(distinct s.teacher_id)::int as n
                  from directory.appointment_card a
                  join directory.appointment_card b on b.path operator(public.<@) a.path and b.organization_id <> a.organization_id and b.role = any (:keepers)
                  join standing.state_card s on s.teacher_id = b.teacher_id and s.teacher_id <> a.teacher_id
                  join validation.call c on c.owner_id = s.jurisdiction and c.year = s.year and c.published_at is not null
                  join validation.call_window w on w.call_id = c.id and w.stage = 'UNIT'
                   and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
                  join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and d.call_id = c.id and d.state in ('CONFIRMED', 'OBJECTED')
                 where a.teacher_id = any (:teachers) and a.role = any (:keepers) and a.kind = any (:authorities)
                   and w.opens_at <= :now and w.closes_at + interval '1 second' > :now and
                """ + KEEPS_RIGHT_BELOW.formatted("s", "a.organization_id") + " group by a.teacher_id, a.organization_id, c.year")
            .param("teachers", TeacherId.array(appointed)).param("keepers", KEEPERS).param("authorities", AUTHORITIES).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .severalOfTeachers(row -> List.of(new Duty("validation.duty.keepers", List.of(row.getInt("year"), row.getInt("n")), ABOUT, "certificate",
                row.getObject("closes_at", OffsetDateTime.class).toInstant(),
                "/console/validation/people?which=" + UnitQueries.KEEPERS + "&organization=" + row.getObject("organization_id", UUID.class) + "&year=" + row.getInt("year"))));
    }

    /** Of the authority: those whom their units have confirmed, as long as it may validate. */
    private Reading<Map<TeacherId, List<Duty>>> validates(Set<TeacherId> appointed) {
        return Query.of("""
                -- all teachers: how many of an authority wait, at most so many.
                select a.teacher_id, c.id, c.year, w.closes_at, p.n
                  from directory.appointment_card a
                  join validation.call c on c.owner_id = a.organization_id and c.published_at is not null
                  join validation.call_window w on w.call_id = c.id and w.stage = 'VALIDATE'
                   and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
                 cross join lateral (
                    select count(*)::int as n
                      from (select d.teacher_id
                              from validation.dossier d
                              join standing.state_card s on s.teacher_id = d.teacher_id and s.year = c.year and s.jurisdiction = c.owner_id
                               and s.organization_id = d.unit_confirmed_in
                             where d.call_id = c.id and d.state = 'UNIT_CONFIRMED' and d.teacher_id <> a.teacher_id
                             limit :most) waiting) p
                 where a.teacher_id = any (:teachers) and a.role = any (:roles) and w.opens_at <= :now and w.closes_at + interval '1 second' > :now and p.n > 0
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("most", COUNTED)
            .ofTeachers(row -> {
                var n = row.getInt("n");
                return new Duty(n < COUNTED ? "validation.duty.validate" : "validation.duty.validate-many", List.of(row.getInt("year"), n), ABOUT, "certificate",
                    row.getObject("closes_at", OffsetDateTime.class).toInstant(), "/console/validation/calls/" + row.getObject("id", UUID.class) + "/batches");
            });
    }

    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        return db.sql(CLOCK.formatted("null::uuid") + """
                 where c.published_at is not null and w.stage = 'CONFIRM' and w.closes_at >= :since
                   and coalesce((select d.call_id = c.id from validation.dossier d where d.teacher_id = :person and d.year = c.year and d.state = 'VALIDATED'),
                                exists (select from standing.state_card s where s.teacher_id = :person and s.year = c.year and s.jurisdiction = c.owner_id
                                           and s.organization_id is not null))
                 order by w.closes_at, c.id
                 limit 100
                """)
            .param("since", since.atOffset(ZoneOffset.UTC)).param("person", person.value())
            .query((row, _) -> clock(row, "/validation?year=" + row.getInt("year"))).list();
    }

    /** Of a unit: under whose call its people are, or would be; that of the authority itself for the authority alone. */
    @Override
    public List<Clock> ofOffices(TeacherId appointed, Instant since) {
        return db.sql("""
                -- all teachers: whether anybody of a unit is under a call
                with office as materialized (
                    select distinct a.organization_id, a.path from directory.appointment_card a where a.teacher_id = :person and a.role = any (:roles)),
                called as materialized (
                    select c.id, c.owner_id, c.year, o.path
                      from validation.call c
                      join directory.organization_card o on o.id = c.owner_id
                     where c.published_at is not null),
                reached as (
                    select distinct on (c.id) c.id, f.organization_id, c.owner_id = f.organization_id as own
                      from called c
                      join office f on exists (select from standing.state_card s where s.organization_id = f.organization_id and s.year = c.year and s.jurisdiction = c.owner_id)
                                    or c.path @> f.path and not exists (select from called n where n.year = c.year and n.id <> c.id and n.path @> f.path and n.path <@ c.path)
                     order by c.id, own desc, public.nlevel(f.path), f.organization_id)
                """ + CLOCK.formatted("r.organization_id") + """
                  join reached r on r.id = c.id
                 where (w.stage <> 'VALIDATE' or r.own) and w.closes_at >= :since
                 order by w.closes_at, c.id, w.stage
                 limit 500
                """)
            .param("since", since.atOffset(ZoneOffset.UTC)).param("person", appointed.value()).param("roles", KEEPERS)
            .query((row, _) -> clock(row, row.getString("stage").equals(Call.Stage.VALIDATE.name()) ? "/console/validation/calls/" + row.getObject("id", UUID.class) + "/batches"
                : "/console/validation?organization=" + row.getObject("organization_id", UUID.class) + "&year=" + row.getInt("year"))).list();
    }

    private static Clock clock(ResultSet row, String href) throws SQLException {
        return new Clock("validation:" + row.getObject("id", UUID.class) + ":" + row.getString("stage"), "validation.clock." + row.getString("stage"),
            new Localized(row.getString("title"), null), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
            row.getObject("closes_at", OffsetDateTime.class).toInstant(), href, row.getString("basis"), row.getInt("version"),
            row.getObject("set_at", OffsetDateTime.class).toInstant());
    }
}
