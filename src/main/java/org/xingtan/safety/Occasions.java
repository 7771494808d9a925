package org.xingtan.safety;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** All that is held in person, as the modules say at this moment, with how far each is seen to. */
@Repository
class Occasions {

    /**
     * What a checklist asks: what it was opened with, or else what was in force when the occasion began, of the platform, of the unit and of those above it.
     * It reads {@code x}, an occasion, {@code u}, its unit, and {@code c}, its checklist.
     */
    static final String ASKED = """
        (select k.code, k.position, k.title, k.title_en, k.basis from safety.asked k where k.occasion_id = c.occasion_id
          union all
         select i.code, (row_number() over (order by coalesce(public.nlevel(o.path), 0), i.position, i.code))::int, i.title, i.title_en, i.basis
           from safety.item i
           left join directory.organization_card o on o.id = i.unit_id
          where c.occasion_id is null and (i.unit_id is null or u.path operator(public.<@) o.path)
            and i.added_at <= least(:now, x.first_day::timestamp at time zone 'Asia/Shanghai')
            and (i.retired_at is null or i.retired_at > least(:now, x.first_day::timestamp at time zone 'Asia/Shanghai')))
        """;

    /** Somebody is in office at a unit {@code %s} who answers for what it holds; whoever runs the machines does not. */
    static final String KEPT = """
        exists (
            -- all teachers: whoever is in office in one unit
            select from directory.appointment_card k
             where k.organization_id = %%s and k.role in (%s) and (k.role <> 'PROVIDER_STAFF' or k.kind in (%s)))
        """.formatted(names(Arrays.stream(LookAtSafety.KEEPERS)), names(Role.GIVERS.stream().sorted()));

    private static String names(Stream<String> some) {
        return some.collect(Collectors.joining("', '", "'", "'"));
    }

    /** Where those are appointed who answer for a unit {@code u}, of a teaching point {@code b}: where nobody is, in the nearest authority above in which somebody is. */
    private static final String ACTING = """
        (select s.path::text
           from directory.organization_card s
          where s.path operator(public.@>) u.path and %s
            and (s.id = coalesce(b.id, u.id)
                 or s.id <> u.id and s.kind in (%s)
                    and not (s.kind = 'COUNTY' and exists (select from directory.organization_card d
                                                            where d.path operator(public.@>) coalesce(b.path, u.path) and public.nlevel(d.path) > public.nlevel(s.path) and d.subordination = 'DIRECT')))
          order by public.nlevel(s.path) desc
          limit 1)
        """.formatted(KEPT.formatted("s.id"), names(Organizations.AUTHORITIES.stream().sorted()));

    private static final String READ = """
          from %s x
          join directory.organization_card u on u.id = x.unit_id
          left join directory.organization_card b on b.id = u.parent_id and u.kind = 'TEACHING_POINT'
          join directory.organization_card v on v.id = x.also_id
          left join safety.checklist c on c.occasion_id = x.id
          left join lateral (select w.name, w.phone, w.forgotten_at from safety.responsible w where w.occasion_id = x.id order by w.n desc limit 1) r on true
         cross join lateral (
               select count(*)::int as asked, count(s.answer)::int as seen
                 from %s k
                 left join safety.standing s on s.occasion_id = c.occasion_id and s.code = k.code) n
        """;

    private static final String OF_ALL = READ.formatted("occasion", ASKED);

    private static final String ROW = """
        select x.kind, x.id, x.unit_id, u.name, u.name_en, u.path::text as path, coalesce(b.path, u.path)::text as own, %s as acting, v.path::text as also, x.leader_id, x.title, x.place,
               x.first_day, x.last_day, x.state, n.asked, n.seen, nullif(r.name, '') as responsible, r.phone,
               case when x.last_day < cast(r.forgotten_at at time zone 'Asia/Shanghai' as date) then cast(r.forgotten_at at time zone 'Asia/Shanghai' as date) end as forgotten_on
        """.formatted(ACTING);

    /** Something of it is not seen to. */
    private static final String OPEN = """
        exists (select from %s k
                 where (select a.answer from safety.answer a where a.occasion_id = c.occasion_id and a.code = k.code order by a.n desc limit 1) is null)
        """.formatted(ASKED);

    /** What units hold or see, in a time: each source is asked for these units, which are known first, so that its own index finds what they hold. How far it is seen to is asked of these alone. */
    private static final String LISTED = """
        , mine as materialized (select o.id from directory.organization_card o where o.path operator(public.<@) any (cast(:scope as public.ltree[]))),
        listed as (
            select x.* from occasion x where x.unit_id = any (array(select id from mine)) and x.state <> 'CALLED_OFF' and %1$s
             union
            select x.* from occasion x where x.also_id = any (array(select id from mine)) and x.also_id <> x.unit_id and x.state <> 'CALLED_OFF' and %1$s)
        """;

    private static final String COMING = LISTED.formatted("x.last_day >= :today and x.first_day <= :until");

    private static final String PAST = LISTED.formatted("x.last_day < :today and x.last_day >= :until");

    /** Those of a list. @param open whether only those that are not complete @param past those that are over, else those that are to come */
    record Which(Scope scope, LocalDate today, LocalDate until, boolean open, boolean past) {}

    /** How many there are, and of how many not all is seen to. */
    record Numbers(int all, int open) {}

    private final JdbcClient db;
    private final Clock clock;
    private final String all;

    Occasions(JdbcClient db, Clock clock, List<OccasionSource> sources) {
        this.db = db;
        this.clock = clock;
        this.all = "with recursive occasion as not materialized (" + sources.stream().map(OccasionSource::select).sorted().collect(Collectors.joining(" union all ")) + ")\n";
    }

    /** A statement on {@code occasion}: all that the modules tell of. */
    String on(String statement) {
        return all + statement;
    }

    Optional<Occasion> find(UUID id) {
        return db.sql(on(ROW + OF_ALL + "where x.id = :id")).param("id", id).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query((row, _) -> occasion(row)).optional();
    }

    /** @throws NotFound when there is none */
    Occasion current(UUID id) {
        return find(id).orElseThrow(() -> new NotFound(id));
    }

    List<Occasion> of(Collection<UUID> ids) {
        return db.sql(on(ROW + OF_ALL + "where x.id = any (:ids)")).param("ids", ids.toArray(UUID[]::new)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query((row, _) -> occasion(row)).list();
    }

    /** Those to come by their first day, those that are over the last ones first. */
    Page<Occasion> page(Which which, @Nullable String after, int limit) {
        var key = Page.Key.decode(after);
        var rows = asked(page(which), which).param("open", which.open)
            .param("day", key == null ? null : key.day(), Types.DATE).param("last", key == null ? null : key.id(), Types.OTHER).param("limit", limit + 1)
            .query((row, _) -> occasion(row)).list();
        return Page.of(rows, limit, it -> it.first() + "/" + it.id());
    }

    /** The part is cut first, and read then. */
    static String page(Which which) {
        var order = which.past ? "order by x.first_day desc, x.id desc" : "order by x.first_day, x.id";
        return (which.past ? PAST : COMING) + """
            , part as materialized (
                select x.*
                  from listed x
                  join directory.organization_card u on u.id = x.unit_id
                  left join safety.checklist c on c.occasion_id = x.id
                 where (cast(:day as date) is null or (x.first_day, x.id) %s (cast(:day as date), cast(:last as uuid))) and (not :open or %s)
                 %s
                 limit :limit)
            """.formatted(which.past ? "<" : ">", OPEN, order) + ROW + READ.formatted("part", ASKED) + order;
    }

    Numbers count(Which which) {
        return asked((which.past ? PAST : COMING) + """
                select count(*)::int as all, count(*) filter (where %1$s)::int as open
                  from listed x
                  join directory.organization_card u on u.id = x.unit_id
                  left join safety.checklist c on c.occasion_id = x.id
                 where not :open or %1$s
                """.formatted(OPEN), which).param("open", which.open)
            .query((row, _) -> new Numbers(row.getInt(1), row.getInt(2))).single();
    }

    private JdbcClient.StatementSpec asked(String statement, Which which) {
        return db.sql(on(statement)).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("scope", which.scope.toArray())
            .param("today", which.today).param("until", which.until);
    }

    private static Occasion occasion(ResultSet row) throws SQLException {
        var leader = row.getObject("leader_id", UUID.class);
        var responsible = row.getString("responsible");
        return new Occasion(row.getString("kind"), row.getObject("id", UUID.class),
            new Occasion.Unit(new OrganizationId(row.getObject("unit_id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en")), row.getString("path")),
            Occasion.Acting.of(row.getString("own"), row.getString("acting")), row.getString("also"), leader == null ? null : new TeacherId(leader), row.getString("title"), row.getString("place"),
            row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class), Occasion.State.valueOf(row.getString("state")),
            row.getInt("asked"), row.getInt("seen"), responsible == null ? null : new Occasion.Responsible(responsible, row.getString("phone")),
            row.getObject("forgotten_on", LocalDate.class));
    }
}
