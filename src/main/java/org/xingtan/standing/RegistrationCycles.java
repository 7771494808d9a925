package org.xingtan.standing;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** How often teachers are registered, as authorities say it: few rows. */
@Repository
public class RegistrationCycles {

    /**
     * What an authority has said.
     *
     * @param from  the first year that a cycle of it may end with
     * @param years null when from then on it is again as the authority above has it
     */
    public record Version(int from, int version, @Nullable Integer years, String basis, Instant at) {

        boolean says(@Nullable Integer other, String why) {
            return Objects.equals(years, other) && basis.equals(why);
        }
    }

    private final JdbcClient db;

    RegistrationCycles(JdbcClient db) {
        this.db = db;
    }

    /**
     * As the nearest authority on the way up says it that says anything of a cycle which ends then. What a city keeps directly passes by its county.
     *
     * @param unit null for somebody who counts nowhere
     * @param last year of the cycle
     */
    public RegistrationCycle of(@Nullable OrganizationCard unit, int last) {
        return db.sql("""
                select n.years, n.basis
                  from directory.organization_card o
                 cross join lateral (
                       select c.years, c.basis from standing.registration_cycle c
                        where c.jurisdiction = o.id and c.from_year <= :last
                        order by c.from_year desc, c.version desc
                        limit 1) n
                 where o.path operator(public.@>) :path::public.ltree and n.years is not null
                   and not (o.kind = 'COUNTY' and exists (select from directory.organization_card d
                                                           where d.path operator(public.@>) :path::public.ltree and public.nlevel(d.path) > public.nlevel(o.path)
                                                             and d.subordination = 'DIRECT'))
                 order by public.nlevel(o.path) desc
                 limit 1
                """)
            .param("path", unit == null ? null : unit.path(), Types.VARCHAR).param("last", last)
            .query((row, _) -> new RegistrationCycle(row.getInt("years"), row.getString("basis"))).optional().orElse(RegistrationCycle.USUAL);
    }

    /** All that an authority has said itself, what counts for the latest cycles first. */
    List<Version> said(OrganizationId authority) {
        return db.sql("select from_year, version, years, basis, set_at from standing.registration_cycle where jurisdiction = :authority order by from_year desc, version desc")
            .param("authority", authority.value())
            .query((row, _) -> new Version(row.getInt("from_year"), row.getInt("version"), row.getObject("years", Integer.class), row.getString("basis"), row.getObject("set_at", OffsetDateTime.class).toInstant()))
            .list();
    }

    /** What it says of cycles from that year on; until the transaction ends nobody else says anything of them. */
    Optional<Version> hold(OrganizationId authority, int from) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('registration_cycle' || :authority, 0))").param("authority", authority.toString()).query(_ -> {});
        return said(authority).stream().filter(it -> it.from() == from).findFirst();
    }

    void add(OrganizationId authority, Version said, TeacherId by) {
        db.sql("""
                insert into standing.registration_cycle (jurisdiction, from_year, version, years, basis, set_at, set_by)
                values (:authority, :from, :version, :years, :basis, :at, :by)
                """)
            .param("authority", authority.value()).param("from", said.from).param("version", said.version).param("years", said.years, Types.INTEGER).param("basis", said.basis)
            .param("at", said.at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update();
    }
}
