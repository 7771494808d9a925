package org.xingtan.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.ValueRows;

/** Claims, their steps and their history. Whoever changes one has locked it. */
@Repository
class Claims {

    static final String COLUMNS = """
        c.teacher_id, c.id, c.jurisdiction, c.kind, c.kind_version, c.category, c.theme, c.left_off, c.title, c.number, c.from_on, c.to_on, c.claimed,
        c.unit_id, c.import_id, c.state, c.lies_id, c.due_on, c.recognized, c.posting, c.filed_at, c.changed_at
        """;
    private static final String SELECT = "select " + COLUMNS + " from recognition.claim c where c.teacher_id = :teacher ";

    private static final ValueRows BESIDES = new ValueRows("select a.n, " + COLUMNS + """
          from (values %s) a (n, teacher, self, presence, first, last, title, kind, number)
          join recognition.claim c on c.teacher_id = a.teacher
         where c.state in ('WAITING', 'RETURNED', 'APPROVED') and c.id is distinct from a.self
           and (c.needs_presence and a.presence and daterange(c.from_on, c.to_on, '[]') && daterange(a.first, a.last, '[]')
                or c.title_key = a.title and c.from_on = a.first and c.to_on = a.last
                or c.kind = a.kind and c.number_key = a.number)
         order by a.n, c.from_on, c.id
        """, "int", "uuid", "uuid", "boolean", "date", "date", "text", "text", "text");

    private static final ValueRows RECOGNIZED = new ValueRows("""
        select coalesce(sum(coalesce(e.credited, c.recognized)), 0)
          from (values %s) a (n, teacher, self, jurisdiction, kind, first, last, source)
          left join recognition.claim c on c.teacher_id = a.teacher and c.jurisdiction = a.jurisdiction and c.kind = a.kind and c.state = 'APPROVED'
                and c.to_on between a.first and a.last and c.id is distinct from a.self
          left join ledger.entry_card e on e.teacher_id = c.teacher_id and e.source = a.source
                and e.reference = case when c.posting <= 1 then c.id::text else c.id || '/' || c.posting end
         where a.n is not null
         group by a.n
         order by a.n
        """, "int", "uuid", "uuid", "uuid", "text", "date", "date", "text");

    private final JdbcClient db;

    Claims(JdbcClient db) {
        this.db = db;
    }

    /** The newest first. */
    List<Claim> of(TeacherId teacher) {
        return db.sql(SELECT + "order by c.filed_at desc, c.id desc").param("teacher", teacher.value()).query(Claims::claim).list();
    }

    Optional<Claim> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + "and c.id = :id").param("teacher", teacher.value()).param("id", id).query(Claims::claim).optional();
    }

    Optional<Claim> lock(TeacherId teacher, UUID id) {
        return db.sql(SELECT + "and c.id = :id for update").param("teacher", teacher.value()).param("id", id).query(Claims::claim).optional();
    }

    /** Whose it is. */
    Optional<TeacherId> claimant(UUID id) {
        return db.sql("""
                -- all teachers: an address of other systems names the claim alone
                select teacher_id from recognition.claim where id = :id
                """)
            .param("id", id).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).optional();
    }

    /** One filing of a person after the other: whoever holds this sees what he has filed before. */
    void hold(TeacherId teacher) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('claims of ' || :teacher, 0))").param("teacher", teacher.toString()).query(_ -> {});
    }

    /** A claim of somebody, as it is or would be. @param self its id, when there is one already */
    record Asked(TeacherId teacher, @Nullable UUID self, ClaimForm.Typed typed, boolean needsPresence) {

        private List<Object> row(int n) {
            return Arrays.asList(n, teacher.value(), self, needsPresence, typed.from(), typed.to(), typed.titleKey(), typed.kind(), typed.numberKey());
        }
    }

    /** Those of a person that hold days, a name or a number which this one asks for. */
    List<Claim> besides(TeacherId teacher, @Nullable UUID self, ClaimForm.Typed typed, boolean needsPresence) {
        return besides(List.of(new Asked(teacher, self, typed, needsPresence))).getFirst();
    }

    /** The same for each of some, in their order. */
    List<List<Claim>> besides(List<Asked> asked) {
        var found = asked.stream().<List<Claim>>map(_ -> new ArrayList<>()).toList();
        var rows = IntStream.range(0, asked.size()).mapToObj(n -> asked.get(n).row(n)).toList();
        db.sql(BESIDES.statement(rows.size())).params(BESIDES.parameters(rows)).query(row -> {
            found.get(row.getInt("n")).add(claim(row, 0));
        });
        return found;
    }

    /** What somebody claims of a kind in a year. @param self the claim that does not count itself; null for a new one */
    record Used(TeacherId teacher, @Nullable UUID self, OrganizationId jurisdiction, String kind, int year) {

        private List<Object> row(int n) {
            return Arrays.asList(n, teacher.value(), self, jurisdiction.value(), kind, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), PostHours.SOURCE);
        }
    }

    /** What of a kind counts in a year, for each in their order: of what was recognized, as much as the ledger could place on its days. */
    List<CreditHours> recognized(List<Used> asked) {
        var rows = IntStream.range(0, asked.size()).mapToObj(n -> asked.get(n).row(n)).toList();
        return db.sql(RECOGNIZED.statement(rows.size())).params(RECOGNIZED.parameters(rows)).query((row, _) -> new CreditHours(row.getBigDecimal(1))).list();
    }

    /** @return false when it says the same as another one, or lies on its days */
    boolean add(Claim claim, ClaimForm.Typed typed, boolean needsPresence) {
        return db.sql("""
                insert into recognition.claim (teacher_id, id, jurisdiction, kind, kind_version, category, theme, title, title_key, number, number_key,
                       from_on, to_on, claimed, needs_presence, unit_id, import_id, state, lies_id, due_on, filed_at, changed_at)
                select :teacher, :id, :jurisdiction, :kind, :version, :category, :theme, :title, :titleKey, :number, :numberKey,
                       :from, :to, :claimed, :presence, :unit, cast(:import as uuid), 'WAITING', :lies, :due, :at, :at
                 where not exists (select from recognition.claim other where other.id = :id and other.teacher_id <> :teacher)
                on conflict do nothing
                """)
            .param("teacher", claim.teacher().value()).param("id", claim.id()).param("jurisdiction", claim.jurisdiction().value())
            .param("kind", claim.kind()).param("version", claim.kindVersion()).param("category", claim.category())
            .param("theme", claim.theme()).param("title", claim.title()).param("titleKey", typed.titleKey())
            .param("number", claim.number()).param("numberKey", typed.numberKey())
            .param("from", claim.from()).param("to", claim.to()).param("claimed", claim.claimed().value()).param("presence", needsPresence)
            .param("unit", claim.unit().value()).param("import", claim.imported(), Types.OTHER).param("lies", lies(claim), Types.OTHER)
            .param("due", claim.dueOn()).param("at", claim.filedAt().atOffset(ZoneOffset.UTC)).update() == 1;
    }

    private static @Nullable UUID lies(Claim claim) {
        return claim.lies() == null ? null : claim.lies().value();
    }

    /** What it says now, after it was returned. */
    void correct(Claim claim, ClaimForm.Typed typed, boolean needsPresence) {
        db.sql("""
                update recognition.claim
                   set kind = :kind, kind_version = :version, category = :category, theme = :theme, left_off = null, title = :title, title_key = :titleKey,
                       number = :number, number_key = :numberKey, from_on = :from, to_on = :to, claimed = :claimed, needs_presence = :presence,
                       state = 'WAITING', lies_id = :lies, due_on = :due, changed_at = :at
                 where teacher_id = :teacher and id = :id
                """)
            .param("kind", claim.kind()).param("version", claim.kindVersion()).param("category", claim.category())
            .param("theme", claim.theme()).param("title", claim.title()).param("titleKey", typed.titleKey())
            .param("number", claim.number()).param("numberKey", typed.numberKey())
            .param("from", claim.from()).param("to", claim.to()).param("claimed", claim.claimed().value()).param("presence", needsPresence)
            .param("lies", lies(claim), Types.OTHER).param("due", claim.dueOn()).param("at", claim.changedAt().atOffset(ZoneOffset.UTC))
            .param("teacher", claim.teacher().value()).param("id", claim.id()).update();
    }

    /** @param lies whose turn it is now; null when nobody's */
    void move(Claim claim, Claim.State state, @Nullable OrganizationId lies, @Nullable LocalDate due, @Nullable CreditHours recognized, int posting, Instant at) {
        db.sql("""
                update recognition.claim
                   set state = :state, lies_id = :lies, due_on = :due, recognized = :recognized, posting = :posting, changed_at = :at
                 where teacher_id = :teacher and id = :id
                """)
            .param("state", state.name()).param("lies", lies == null ? null : lies.value(), Types.OTHER).param("due", due, Types.DATE)
            .param("recognized", recognized == null ? null : recognized.value(), Types.NUMERIC).param("posting", posting)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("teacher", claim.teacher().value()).param("id", claim.id()).update();
    }

    /** From now on it counts for its category alone, until that review is undone: the database puts the theme back. */
    void leaveOff(Claim claim) {
        db.sql("update recognition.claim set left_off = theme, theme = null where teacher_id = :teacher and id = :id and theme is not null")
            .param("teacher", claim.teacher().value()).param("id", claim.id()).update();
    }

    List<Claim.Step> steps(TeacherId teacher, UUID claim) {
        return steps(Map.of(claim, teacher)).getOrDefault(claim, List.of());
    }

    /** Of many claims. @param claims whose each is */
    Map<UUID, List<Claim.Step>> steps(Map<UUID, TeacherId> claims) {
        var steps = new HashMap<UUID, List<Claim.Step>>();
        db.sql("""
                select s.claim_id, s.position, s.level, s.unit_id, s.state, s.due_on, s.by, s.by_name, s.at, s.reason, s.act_id
                  from jsonb_each_text(:claims) a (claim, teacher)
                  join recognition.step s on s.teacher_id = a.teacher::uuid and s.claim_id = a.claim::uuid
                 order by s.claim_id, s.position
                """)
            .param("claims", jsonb(claims)).query(row -> {
                steps.computeIfAbsent(row.getObject("claim_id", UUID.class), _ -> new ArrayList<>()).add(step(row));
            });
        return steps;
    }

    /** Claims and whose they are, for a statement. */
    static Object jsonb(Map<UUID, TeacherId> claims) {
        return Json.jsonb(claims.entrySet().stream().collect(Collectors.toMap(it -> it.getKey().toString(), it -> it.getValue().toString())));
    }

    /** In the place of those that were there. */
    void setSteps(Claim claim, List<Claim.Step> steps) {
        db.sql("delete from recognition.step where teacher_id = :teacher and claim_id = :claim")
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).update();
        steps.forEach(step -> db.sql("""
                insert into recognition.step (teacher_id, claim_id, position, level, unit_id, state, due_on)
                values (:teacher, :claim, :position, :level, :unit, :state, :due)
                """)
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).param("position", step.position()).param("level", step.level())
            .param("unit", step.unit() == null ? null : step.unit().value(), Types.OTHER).param("state", step.state().name())
            .param("due", step.dueOn(), Types.DATE).update());
    }

    /** What was decided on a step; {@code WAITING} again when that was undone. */
    void decide(Claim claim, Claim.Step step) {
        db.sql("""
                update recognition.step
                   set state = :state, due_on = :due, by = :by, by_name = :byName, at = :at, reason = :reason, act_id = :act
                 where teacher_id = :teacher and claim_id = :claim and position = :position
                """)
            .param("state", step.state().name()).param("due", step.dueOn(), Types.DATE)
            .param("by", step.by() == null ? null : step.by().value(), Types.OTHER)
            .param("byName", step.byName()).param("at", step.at() == null ? null : step.at().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("reason", step.reason()).param("act", step.act(), Types.OTHER)
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).param("position", step.position()).update();
    }

    List<Claim.Act> acts(TeacherId teacher, UUID claim) {
        return db.sql("""
                select id, act, level, at, by, by_name, reason, facts ->> 'leftOff' is not null as for_category from recognition.act
                 where teacher_id = :teacher and claim_id = :claim order by n
                """)
            .param("teacher", teacher.value()).param("claim", claim)
            .query((row, _) -> new Claim.Act(row.getObject("id", UUID.class), row.getString("act"), row.getString("level"),
                row.getObject("at", OffsetDateTime.class).toInstant(), new TeacherId(row.getObject("by", UUID.class)), row.getString("by_name"),
                row.getString("reason"), row.getBoolean("for_category")))
            .list();
    }

    /** Whether that review left the theme off. */
    boolean isForCategory(Claim claim, @Nullable UUID review) {
        return acts(claim.teacher(), claim.id()).stream().anyMatch(it -> it.id().equals(review) && it.forCategory());
    }

    void addAct(Claim claim, UUID id, String act, @Nullable String level, Actor by, String reason, Map<String, Object> facts, Instant at) {
        db.sql("""
                insert into recognition.act (teacher_id, claim_id, n, id, act, level, at, by, by_name, reason, facts)
                select :teacher, :claim, count(*) + 1, :id, :act, :level, :at, :by, :byName, :reason, :facts
                  from recognition.act where teacher_id = :teacher and claim_id = :claim
                """)
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).param("id", id).param("act", act).param("level", level)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("byName", by.personName()).param("reason", reason)
            .param("facts", Json.jsonb(facts)).update();
    }

    /** What is under way at a unit that goes up in another one is reviewed by that one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.claim
                   set unit_id = case when unit_id = :unit then :into else unit_id end,
                       lies_id = case when lies_id = :unit then :into else lies_id end
                 where state in ('WAITING', 'RETURNED') and (unit_id = :unit or lies_id = :unit)
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.step s set unit_id = :into
                 where s.unit_id = :unit and s.state = 'WAITING'
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
        db.sql("""
                update recognition.import
                   set authority_id = case when authority_id = :unit then :into else authority_id end,
                       provider_id = case when provider_id = :unit then :into else provider_id end
                 where (authority_id = :unit or provider_id = :unit) and state not in ('DECIDED', 'DISCARDED')
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** Where something waits that people have filed themselves. */
    UUID[] waitingUnits() {
        return db.sql("""
                -- all teachers: those whose claims are under way
                select distinct unit_id from recognition.claim where state = 'WAITING' and import_id is null
                """)
            .query(UUID.class).list().toArray(UUID[]::new);
    }

    /** Of these units those of which a claim waits at one that does not act for them, or for an authority that is not above them. Its claims stay as they are. */
    Set<OrganizationId> astray(UUID[] units) {
        return db.sql("""
                -- all teachers: those whose claims are under way there
                select c.unit_id
                  from recognition.claim c
                  join directory.organization_card o on o.id = c.unit_id
                  join recognition.step s on s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'WAITING'
                  join directory.organization_card a on a.id = s.unit_id
                 where c.unit_id = any (:units) and c.state = 'WAITING' and c.import_id is null
                   and (s.position = 1 and a.id <> case when o.kind = 'TEACHING_POINT' then coalesce(o.parent_id, o.id) else o.id end or not a.path @> o.path)
                 order by c.teacher_id, c.id
                   for update of c
                """)
            .param("units", units).query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).list().stream().collect(Collectors.toSet());
    }

    /** What waits of a unit and lies astray waits where it would if it was filed now. */
    void send(OrganizationId unit, OrganizationCard own, @Nullable OrganizationCard above) {
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.step s
                   set unit_id = case when s.position = 1 then :own else coalesce(cast(:above as uuid), s.unit_id) end,
                       level = case when s.position = 1 then s.level else coalesce(cast(:level as text), s.level) end
                  from recognition.claim c, directory.organization_card o, directory.organization_card a
                 where c.teacher_id = s.teacher_id and c.id = s.claim_id and c.unit_id = :unit and c.state = 'WAITING' and c.import_id is null
                   and s.state = 'WAITING' and o.id = c.unit_id and a.id = s.unit_id and (s.position = 1 or not a.path @> o.path)
                """)
            .param("unit", unit.value()).param("own", own.id().value()).param("above", above == null ? null : above.id().value(), Types.OTHER)
            .param("level", above == null ? null : above.kind(), Types.VARCHAR).update();
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.claim c
                   set lies_id = s.unit_id
                  from recognition.step s
                 where s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'WAITING' and s.unit_id <> c.lies_id
                   and c.unit_id = :unit and c.state = 'WAITING' and c.import_id is null
                   and not exists (select from recognition.step e
                                    where e.teacher_id = c.teacher_id and e.claim_id = c.id and e.state = 'WAITING' and e.position < s.position)
                """)
            .param("unit", unit.value()).update();
    }

    static Claim claim(ResultSet row, int number) throws SQLException {
        var lies = row.getObject("lies_id", UUID.class);
        var recognized = row.getBigDecimal("recognized");
        return new Claim(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class),
            new OrganizationId(row.getObject("jurisdiction", UUID.class)), row.getString("kind"), row.getInt("kind_version"), row.getString("category"),
            row.getString("theme"), row.getString("left_off"), row.getString("title"), row.getString("number"), row.getObject("from_on", LocalDate.class),
            row.getObject("to_on", LocalDate.class), new CreditHours(row.getBigDecimal("claimed")),
            new OrganizationId(row.getObject("unit_id", UUID.class)), row.getObject("import_id", UUID.class), Claim.State.valueOf(row.getString("state")),
            lies == null ? null : new OrganizationId(lies), row.getObject("due_on", LocalDate.class),
            recognized == null ? null : new CreditHours(recognized), row.getInt("posting"), instant(row, "filed_at"), instant(row, "changed_at"));
    }

    private static Claim.Step step(ResultSet row) throws SQLException {
        var unit = row.getObject("unit_id", UUID.class);
        var by = row.getObject("by", UUID.class);
        var at = row.getObject("at", OffsetDateTime.class);
        return new Claim.Step(row.getInt("position"), row.getString("level"), unit == null ? null : new OrganizationId(unit),
            Claim.Step.State.valueOf(row.getString("state")), row.getObject("due_on", LocalDate.class), by == null ? null : new TeacherId(by),
            row.getString("by_name"), at == null ? null : at.toInstant(), row.getString("reason"), row.getObject("act_id", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
