package org.xingtan.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;

/** Claims, their steps and their history. Whoever changes one has locked it. */
@Repository
class Claims {

    static final String COLUMNS = """
        c.teacher_id, c.id, c.jurisdiction, c.kind, c.kind_version, c.category, c.theme, c.left_off, c.title, c.number, c.from_on, c.to_on, c.claimed,
        c.unit_id, c.import_id, c.state, c.lies_id, c.due_on, c.recognized, c.posting, c.filed_at, c.changed_at
        """;
    private static final String SELECT = "select " + COLUMNS + " from recognition.claim c where c.teacher_id = :teacher ";

    /** Of an act by which an appeal has set a rejection aside. */
    static final String OVERRULED = "overruled";
    /** Of such an act: the year of the claim, where that was open when it was rejected, and takes it whatever has become of it. */
    static final String OPEN_YEAR = "openYear";

    private final JdbcClient db;
    private final People people;

    Claims(JdbcClient db, People people) {
        this.db = db;
        this.people = people;
    }

    /** The newest first. */
    List<Claim> of(TeacherId teacher) {
        return db.sql(SELECT + "order by c.filed_at desc, c.id desc").param("teacher", teacher.value()).query(Claims::claim).list();
    }

    Optional<Claim> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + "and c.id = :id").param("teacher", teacher.value()).param("id", id).query(Claims::claim).optional();
    }

    /** The person first, and then the claim, as they who bring people into another unit do, with their hours and what they have claimed. */
    Optional<Claim> lock(TeacherId teacher, UUID id) {
        people.hold(teacher);
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

    /** Whether it came with a workbook that this one has brought in. */
    boolean isBroughtInBy(Claim claim, TeacherId who) {
        return claim.imported() != null && db.sql("select requested_by = :who from recognition.import where id = :import")
            .param("who", who.value()).param("import", claim.imported()).query(Boolean.class).single();
    }

    /** One filing of a person after the other: whoever holds this sees what was filed before, and where the person is for good until then. */
    void hold(TeacherId teacher) {
        hold(Set.of(teacher));
    }

    /** The same of many. All of them are held before anything is judged, in the order of their ids, so that nobody waits in a circle; as rows, of which there may be many. */
    void hold(Set<TeacherId> teachers) {
        people.hold(teachers);
        db.sql("""
                insert into recognition.claimant (teacher_id)
                select teacher from unnest(cast(:teachers as uuid[])) teacher order by teacher
                on conflict (teacher_id) do update set teacher_id = excluded.teacher_id
                """)
            .param("teachers", teachers.stream().map(TeacherId::value).toArray(UUID[]::new)).update();
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
                select id, act, level, at, by, by_name, reason, facts ->> 'leftOff' is not null as for_category, coalesce(facts ->> 'overruled' = 'true', false) as overruled
                  from recognition.act
                 where teacher_id = :teacher and claim_id = :claim order by n
                """)
            .param("teacher", teacher.value()).param("claim", claim)
            .query((row, _) -> new Claim.Act(row.getObject("id", UUID.class), row.getString("act"), row.getString("level"),
                row.getObject("at", OffsetDateTime.class).toInstant(), new TeacherId(row.getObject("by", UUID.class)), row.getString("by_name"),
                row.getString("reason"), row.getBoolean("for_category"), row.getBoolean("overruled")))
            .list();
    }

    /** Whether that review left the theme off. */
    boolean isForCategory(Claim claim, @Nullable UUID review) {
        return acts(claim.teacher(), claim.id()).stream().anyMatch(it -> it.id().equals(review) && it.forCategory());
    }

    /** What reviews have rejected of somebody's claims, the newest first. */
    List<LookAtClaims.Rejected> rejected(TeacherId teacher) {
        return db.sql("""
                select a.id, c.id as claim_id, c.title, c.claimed, c.to_on, coalesce(s.unit_id, c.unit_id) as unit_id, a.by, a.reason, a.at, r.stands
                  from recognition.rejection_card r
                  join recognition.act a on a.teacher_id = r.teacher_id and a.id = r.id
                  join recognition.claim c on c.teacher_id = r.teacher_id and c.id = r.claim_id
                  left join recognition.step s on s.teacher_id = a.teacher_id and s.claim_id = a.claim_id and s.level = a.level
                 where r.teacher_id = :teacher
                 order by a.at desc, a.id desc
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new LookAtClaims.Rejected(row.getObject("id", UUID.class), row.getObject("claim_id", UUID.class), row.getString("title"),
                new CreditHours(row.getBigDecimal("claimed")), row.getObject("to_on", LocalDate.class).getYear(), new OrganizationId(row.getObject("unit_id", UUID.class)), new TeacherId(row.getObject("by", UUID.class)),
                row.getString("reason"), instant(row, "at"), row.getBoolean("stands"))).list();
    }

    /** Whether that approval is the decision on an appeal. */
    boolean isOverruling(Claim claim, @Nullable UUID review) {
        return db.sql("""
                select exists (select from recognition.act where teacher_id = :teacher and claim_id = :claim and id = :review and facts ->> '%s' = 'true')
                """.formatted(OVERRULED))
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).param("review", review, Types.OTHER).query(Boolean.class).single();
    }

    /** Whether that review has been undone. */
    boolean isUndone(Claim claim, UUID review) {
        return db.sql("""
                select exists (select from recognition.act where teacher_id = :teacher and claim_id = :claim and act = 'UNDONE' and facts ->> 'review' = :review)
                """)
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).param("review", review.toString()).query(Boolean.class).single();
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
