package org.xingtan.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Json;

/** Fills the ledger of invented people by COPY. The caps are the caller's care, and so are the figures. */
@Component
public class LoadEntries {

    /** An account to be opened; entries refer to it. */
    public record Account(TeacherId teacher, OrganizationId jurisdiction, Instant openedAt) {}

    /** An entry to be loaded; see {@link Earning}. */
    public record Entry(TeacherId teacher, OrganizationId jurisdiction, @Nullable ProgramId program, Earning.Place place, String category,
                        LocalDate earnedOn, CreditHours earned, CreditHours credited, Receipt.@Nullable Limit limitedBy, int ruleVersion,
                        String source, String reference, String title, Instant postedAt, int days, Map<String, Object> evidence) {

        /** Of one day, with nothing to say of what it rests on. */
        public Entry(TeacherId teacher, OrganizationId jurisdiction, @Nullable ProgramId program, Earning.Place place, String category,
                     LocalDate earnedOn, CreditHours earned, CreditHours credited, Receipt.@Nullable Limit limitedBy, int ruleVersion,
                     String source, String reference, String title, Instant postedAt) {
            this(teacher, jurisdiction, program, place, category, earnedOn, earned, credited, limitedBy, ruleVersion, source, reference, title, postedAt, 1, Map.of());
        }
    }

    private final CopyIn copy;
    private final JdbcClient db;
    private final Jurisdictions jurisdictions;

    LoadEntries(CopyIn copy, JdbcClient db, Jurisdictions jurisdictions) {
        this.copy = copy;
        this.db = db;
        this.jurisdictions = jurisdictions;
    }

    /** Where the accounts of a unit's people are kept. */
    public OrganizationId jurisdiction(String path) {
        return jurisdictions.of(path);
    }

    @Transactional
    public long accounts(Stream<Account> accounts) {
        return copy.copy("ledger.account (teacher_id, jurisdiction, opened_at)", rows ->
            accounts.forEach(it -> rows.add(it.teacher(), it.jurisdiction(), it.openedAt())));
    }

    /** Those of people who may have one already. */
    @Transactional
    public void open(Collection<TeacherId> teachers, OrganizationId jurisdiction, Instant at) {
        db.sql("""
                insert into ledger.account (teacher_id, jurisdiction, opened_at)
                select t.teacher_id, :jurisdiction, :at from directory.teacher_card t where t.teacher_id = any (:teachers)
                    on conflict do nothing
                """)
            .param("jurisdiction", jurisdiction.value()).param("at", at.atOffset(ZoneOffset.UTC)).param("teachers", TeacherId.array(teachers)).update();
    }

    @Transactional
    public long entries(Stream<Entry> entries) {
        return copy.copy("ledger.entry (teacher_id, id, jurisdiction, program_id, phase_id, course_id, lesson_id, category, year, earned_on, "
            + "earned, credited, limited_by, rule_version, source, reference, title, posted_at, days, evidence)", rows -> entries.forEach(it -> add(rows, it)));
    }

    private static void add(CopyIn.Rows rows, Entry it) {
        rows.add(it.teacher(), Uuids.next(), it.jurisdiction(), it.program(), it.place().phase(), it.place().course(), it.place().lesson(),
            it.category(), it.earnedOn().getYear(), it.earnedOn(), it.earned(), it.credited(),
            it.limitedBy() == null ? null : Json.write(it.limitedBy()), it.ruleVersion(), it.source(), it.reference(), it.title(), it.postedAt(),
            it.days(), Json.write(it.evidence()));
    }
}
