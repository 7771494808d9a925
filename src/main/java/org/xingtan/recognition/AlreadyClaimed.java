package org.xingtan.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.document.DocumentCard;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.ledger.CountedDays;
import org.xingtan.ledger.CountedDays.OnDays;
import org.xingtan.ledger.HoursOfDays;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.ValueRows;
import org.xingtan.platform.web.Dates;

/**
 * What claims have taken, so that no other one can: a person's days, the name of a training, the hours of a kind in a year; and, from everybody,
 * the papers and the certificates that serve one person alone.
 */
@Repository
class AlreadyClaimed {

    private static final ValueRows BESIDES = new ValueRows("select a.n, " + Claims.COLUMNS + """
          from (values %s) a (n, teacher, self, presence, first, last, title, kind, number)
          join recognition.claim c on c.teacher_id = a.teacher
         where c.state in ('WAITING', 'RETURNED', 'APPROVED') and c.id is distinct from a.self
           and (c.needs_presence and a.presence and daterange(c.from_on, c.to_on, '[]') && daterange(a.first, a.last, '[]')
                or c.title_key = a.title and c.from_on = a.first and c.to_on = a.last
                or c.kind = a.kind and c.number_key = a.number)
         order by a.n, c.from_on, c.id
        """, "int", "uuid", "uuid", "boolean", "date", "date", "text", "text", "text");

    /** One row: what the posting of a claim {@code c} gives now, reversed or not, and whatever stands in its place after corrections; null before it is posted. */
    static final String COUNTS = """
        lateral (
            with recursive chain as (
                select e.id, e.credited
                  from ledger.entry_card e
                 where e.teacher_id = c.teacher_id and e.source = 'recognition'
                   and e.reference = case when c.posting <= 1 then c.id::text else c.id || '/' || c.posting end
                 union all
                select n.id, n.credited
                  from chain p
                  join ledger.entry_card n on n.teacher_id = c.teacher_id and n.source = 'correction' and n.reference = p.id::text)
            select sum(p.credited + coalesce(r.credited, 0)) as credited
              from chain p
              left join ledger.entry_card r on r.teacher_id = c.teacher_id and r.reverses = p.id)
        """;

    private static final ValueRows RECOGNIZED = new ValueRows("""
        select coalesce(sum(coalesce(counts.credited, c.recognized)), 0)
          from (values %s) a (n, teacher, self, jurisdiction, kind, first, last)
          left join recognition.claim c on c.teacher_id = a.teacher and c.jurisdiction = a.jurisdiction and c.kind = a.kind and c.state = 'APPROVED'
                and c.to_on between a.first and a.last and c.id is distinct from a.self
          left join
        """ + COUNTS + """
               counts on true
         where a.n is not null
         group by a.n
         order by a.n
        """, "int", "uuid", "uuid", "uuid", "text", "date", "date");

    private static final ValueRows PENDING = new ValueRows("select a.n, " + Claims.COLUMNS + """
          from (values %s) a (n, teacher, self)
          join recognition.claim c on c.teacher_id = a.teacher and c.state in ('WAITING', 'RETURNED') and c.id is distinct from a.self
         order by a.n, c.id
        """, "int", "uuid", "uuid");

    private final JdbcClient db;
    private final CountedDays counted;
    private final ObjectProvider<Whereabouts> whereabouts;

    AlreadyClaimed(JdbcClient db, CountedDays counted, ObjectProvider<Whereabouts> whereabouts) {
        this.db = db;
        this.counted = counted;
        this.whereabouts = whereabouts;
    }

    /** A claim of somebody, as it is or would be. @param self its id, when there is one already: it takes nothing from itself */
    record Asked(TeacherId teacher, @Nullable UUID self, Kind kind, ClaimForm.Typed typed) {

        int year() {
            return typed.to().getYear();
        }

        /** Whether its certificate serves one person alone. */
        private boolean isByOwnNumber() {
            return typed.numberKey() != null && !kind.sharesEvidence();
        }

        private List<Object> days(int n) {
            return AlreadyClaimed.days(n, teacher, self, typed, kind.needsPresence());
        }

        private List<Object> hours(int n) {
            return Arrays.asList(n, teacher.value(), self, kind.jurisdiction().value(), kind.code(), LocalDate.of(year(), 1, 1), LocalDate.of(year(), 12, 31));
        }
    }

    private static List<Object> days(int n, TeacherId teacher, @Nullable UUID self, ClaimForm.Typed typed, boolean needsPresence) {
        return Arrays.asList(n, teacher.value(), self, needsPresence, typed.from(), typed.to(), typed.titleKey(), typed.kind(), typed.numberKey());
    }

    /** Those of a person that hold days, a name or a number which this one asks for. */
    List<Claim> besides(TeacherId teacher, @Nullable UUID self, ClaimForm.Typed typed, boolean needsPresence) {
        return holding(List.of(days(0, teacher, self, typed, needsPresence))).getFirst();
    }

    /** The same for each of some, in their order. */
    List<List<Claim>> besides(List<Asked> asked) {
        return holding(IntStream.range(0, asked.size()).mapToObj(n -> asked.get(n).days(n)).toList());
    }

    private List<List<Claim>> holding(List<List<Object>> rows) {
        var found = rows.stream().<List<Claim>>map(_ -> new ArrayList<>()).toList();
        db.sql(BESIDES.statement(rows.size())).params(BESIDES.parameters(rows)).query(row -> {
            found.get(row.getInt("n")).add(Claims.claim(row, 0));
        });
        return found;
    }

    /** What of its kind counts in its year besides it, for each in their order: what the ledger has placed on its days, and neither reversed nor corrected since. */
    List<CreditHours> recognized(List<Asked> asked) {
        var rows = IntStream.range(0, asked.size()).mapToObj(n -> asked.get(n).hours(n)).toList();
        return db.sql(RECOGNIZED.statement(rows.size())).params(RECOGNIZED.parameters(rows)).query((row, _) -> new CreditHours(row.getBigDecimal(1))).list();
    }

    /** What lies on the days of claims besides them. @param kindOf under which a claim was filed */
    Map<Asked, OnDays> onDays(Collection<Asked> all, Function<Claim, Kind> kindOf) {
        var asked = List.copyOf(new LinkedHashSet<>(all));
        var found = counted.on(asked.stream().map(it -> new CountedDays.Wanted(it.teacher, it.typed.lying())).toList());
        if (!asked.isEmpty()) {
            var rows = IntStream.range(0, asked.size()).mapToObj(n -> Arrays.<Object>asList(n, asked.get(n).teacher.value(), asked.get(n).self)).toList();
            db.sql(PENDING.statement(rows.size())).params(PENDING.parameters(rows)).query((row, _) -> Map.entry(row.getInt("n"), Claims.claim(row, 0))).list()
                .forEach(it -> pending(found.get(it.getKey()), it.getValue(), kindOf.apply(it.getValue())));
        }
        return IntStream.range(0, asked.size()).boxed().collect(Collectors.toMap(asked::get, found::get));
    }

    /** Where else people were on days of claims, as trainings, courses and events know it. */
    Map<Asked, List<Localized>> elsewhere(Collection<Asked> all) {
        if (all.isEmpty()) {
            return Map.of();
        }
        var people = all.stream().map(Asked::teacher).distinct().toList();
        var first = all.stream().map(it -> it.typed.from()).min(Comparator.naturalOrder()).orElseThrow();
        var last = all.stream().map(it -> it.typed.to()).max(Comparator.naturalOrder()).orElseThrow();
        var found = whereabouts.stream().map(it -> it.between(people, first, last)).toList();
        return all.stream().distinct().collect(Collectors.toMap(Function.identity(), it -> found.stream().flatMap(some -> some.getOrDefault(it.teacher, List.of()).stream())
            .filter(at -> at.touches(it.typed.from(), it.typed.to())).map(AlreadyClaimed::said).distinct().toList()));
    }

    private static Localized said(Whereabouts.At at) {
        var days = Dates.days(at.first(), at.last());
        return new Localized(at.title() + "（" + days.in(Locale.SIMPLIFIED_CHINESE) + "）", at.title() + " (" + days.in(Locale.ENGLISH) + ")");
    }

    private static void pending(OnDays there, Claim claim, Kind kind) {
        if (kind.isOfDays()) {
            there.waits(new HoursOfDays.Days(claim.from(), claim.to()), kind.convert(claim.claimed(), claim.days()));
        }
    }

    /** Another claim that rests on one of these papers. */
    record Use(TeacherId teacher, UUID claim, String title, String sha256) {}

    /** Other live claims with the same content, by whomever. */
    List<Use> uses(List<DocumentCard> papers, @Nullable UUID self) {
        return papers.isEmpty() ? List.of() : db.sql("""
                -- all teachers: the same paper is looked for in everybody's claims
                select e.teacher_id, e.claim_id, c.title, e.sha256
                  from recognition.evidence e
                  join recognition.claim c on c.teacher_id = e.teacher_id and c.id = e.claim_id
                 where e.live and e.sha256 = any (:contents) and e.claim_id is distinct from cast(:self as uuid)
                 order by c.filed_at, c.id
                """)
            .param("contents", papers.stream().map(DocumentCard::sha256).toArray(String[]::new)).param("self", self == null ? null : self.toString())
            .query((row, _) -> new Use(new TeacherId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
            .list();
    }

    /** Papers that serve him alone are the person's own from now on. @return false when somebody else has one of them */
    boolean holdsPapers(TeacherId teacher, List<DocumentCard> papers) {
        return papers.stream().map(DocumentCard::sha256).sorted().allMatch(it -> isOwn(teacher, it));
    }

    /** One statement: of what its holder gives free at this moment it waits for the end, and there is always one who holds it. */
    private boolean isOwn(TeacherId teacher, String sha256) {
        return teacher.value().equals(db.sql("""
                insert into recognition.sole_evidence (sha256, teacher_id) values (:sha256, :teacher)
                on conflict (sha256) do update set sha256 = excluded.sha256
                returning teacher_id
                """)
            .param("sha256", sha256).param("teacher", teacher.value()).query(UUID.class).single());
    }

    /**
     * The certificate of a claim is the person's own from now on: of its kind nobody else has that number. One that serves several people, or has
     * no number, is nobody's. One statement, as with papers.
     *
     * @return false when somebody else has it
     */
    boolean holdsNumber(Claim claim, Kind kind) {
        var number = claim.number() == null ? null : ClaimForm.key(claim.number());
        if (number == null || number.isEmpty() || kind.sharesEvidence()) {
            return true;
        }
        return claim.teacher().value().equals(db.sql("""
                insert into recognition.sole_number (jurisdiction, kind, number_key, teacher_id) values (:jurisdiction, :kind, :number, :teacher)
                on conflict (jurisdiction, kind, number_key) do update set number_key = excluded.number_key
                returning teacher_id
                """)
            .param("jurisdiction", kind.jurisdiction().value()).param("kind", kind.code()).param("number", number).param("teacher", claim.teacher().value())
            .query(UUID.class).single());
    }

    /** Of each in their order whether somebody else has the certificate of that number. */
    List<Boolean> taken(List<Asked> all) {
        var asked = all.stream().filter(Asked::isByOwnNumber).toList();
        if (asked.isEmpty()) {
            return Collections.nCopies(all.size(), false);
        }
        var taken = new HashSet<>(db.sql("""
                select a.n
                  from unnest(:jurisdictions::uuid[], :kinds::text[], :numbers::text[], :teachers::uuid[]) with ordinality a (jurisdiction, kind, number_key, teacher_id, n)
                  join recognition.sole_number s on s.jurisdiction = a.jurisdiction and s.kind = a.kind and s.number_key = a.number_key and s.teacher_id <> a.teacher_id
                """)
            .param("jurisdictions", asked.stream().map(it -> it.kind.jurisdiction().value()).toArray(UUID[]::new))
            .param("kinds", asked.stream().map(it -> it.kind.code()).toArray(String[]::new)).param("numbers", asked.stream().map(it -> it.typed.numberKey()).toArray(String[]::new))
            .param("teachers", asked.stream().map(it -> it.teacher.value()).toArray(UUID[]::new)).query(Integer.class).list());
        return all.stream().map(it -> it.isByOwnNumber() && taken.contains(1 + asked.indexOf(it))).toList();
    }

    /** The files and the number that a claim had before it was corrected; in the order in which they are taken, so that nobody waits in a circle. */
    void forgetUnused(TeacherId teacher) {
        db.sql("""
                delete from recognition.sole_evidence s
                 where s.teacher_id = :teacher
                   and not exists (select from recognition.evidence e where e.teacher_id = :teacher and e.sha256 = s.sha256 and e.live)
                """)
            .param("teacher", teacher.value()).update();
        db.sql("""
                delete from recognition.sole_number s
                 where s.teacher_id = :teacher
                   and not exists (select from recognition.claim c
                                    where c.teacher_id = :teacher and c.jurisdiction = s.jurisdiction and c.kind = s.kind and c.number_key = s.number_key
                                      and c.state in ('WAITING', 'RETURNED', 'APPROVED'))
                """)
            .param("teacher", teacher.value()).update();
    }

    /** A claim of which an appeal has set a rejection aside that was made while its year was open. */
    record Overruled(UUID claim, int year) {}

    Set<Overruled> overruled(List<UUID> teachers, List<UUID> claims) {
        return claims.isEmpty() ? Set.of() : db.sql("""
                select distinct claim_id, (facts ->> '%s')::int as year from recognition.act
                 where teacher_id = any (:teachers) and claim_id = any (:claims) and facts ->> '%1$s' is not null
                """.formatted(Claims.OPEN_YEAR))
            .param("teachers", teachers.toArray(UUID[]::new)).param("claims", claims.toArray(UUID[]::new))
            .query((row, _) -> new Overruled(row.getObject("claim_id", UUID.class), row.getInt("year"))).set();
    }

    boolean isOverruled(Claim claim) {
        return overruled(List.of(claim.teacher().value()), List.of(claim.id())).contains(new Overruled(claim.id(), claim.year()));
    }
}
