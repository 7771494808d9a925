package org.xingtan.validation;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.KeepMapping.Mapping;

/** Reads validated years of a unit and all below it, and of whom it has validated elsewhere, in the order of ids: for the workbook and for other systems. */
@Repository
class ValidatedRows {

    private static final UUID NOBODY = new UUID(0, 0);

    /**
     * @param after        hours that have come since, or were taken back
     * @param registeredIn the other system in which he says he is registered; null where he has not said so
     */
    record Row(TeacherId teacher, int year, int version, Result result, Facts facts, @Nullable Instant unitConfirmedAt, Instant validatedAt, @Nullable Integer batch,
               @Nullable String reason, BigDecimal after, @Nullable String registeredIn) {

        /** What a column holds. */
        String cell(String field, Texts texts, Locale locale) {
            if (field.startsWith(Mapping.HOURS)) {
                return have(facts.categories(), field.substring(Mapping.HOURS.length()));
            }
            if (field.startsWith(Mapping.THEME)) {
                return have(facts.themes(), field.substring(Mapping.THEME.length()));
            }
            return switch (field) {
                case "NAME" -> facts.name();
                case "DOCUMENT", Mapping.FULL -> text(facts.document());
                case "UNIT_CODE" -> text(facts.unitCode());
                case "UNIT" -> text(facts.unit());
                case "HIRED" -> text(facts.hiredOn());
                case "YEAR" -> String.valueOf(year);
                case "TOTAL" -> facts.total().have().toString();
                case "NEED" -> text(facts.total().need());
                case "MONTHS" -> String.valueOf(facts.months());
                case "RESULT" -> texts.get("validation.result." + result, locale);
                case "BASIS" -> facts.basis() == null ? "" : facts.basis().document();
                case "REQUIREMENT" -> facts.basis() == null ? "" : String.valueOf(facts.basis().version());
                case "UNIT_CONFIRMED" -> unitConfirmedAt == null ? "" : Dates.rfc3339(unitConfirmedAt);
                case "VALIDATED" -> Dates.rfc3339(validatedAt);
                case "VERSION" -> String.valueOf(version);
                case "REASON" -> text(reason);
                case "AFTER" -> after.signum() == 0 ? "" : after.toPlainString();
                case "REGISTERED" -> text(registeredIn);
                default -> "";
            };
        }

        private static String have(List<Facts.Line> lines, String code) {
            return lines.stream().filter(it -> it.code().equals(code)).map(it -> it.have().toString()).findFirst().orElse("0.00");
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    private final JdbcClient db;

    ValidatedRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * Whose rows there are: of everybody in the unit and below it; of an authority also of those it has validated in units that lie elsewhere.
     *
     * @param call under which the latter are; null for a unit that has not called for that year
     */
    record Where(OrganizationCard unit, int year, @Nullable UUID call, List<UUID> elsewhere) {}

    Where where(OrganizationCard unit, int year) {
        var call = db.sql("select id from validation.call where owner_id = :unit and year = :year").param("unit", unit.id().value()).param("year", year)
            .query(UUID.class).optional().orElse(null);
        return new Where(unit, year, call, call == null ? List.of() : db.sql("""
                -- all teachers: where a call has validated anybody.
                select o.id
                  from directory.organization_card o
                 where not o.path operator(public.<@) :path::public.ltree
                   and exists (select from validation.dossier d where d.call_id = :call and d.organization_id = o.id and d.state = 'VALIDATED')
                 order by o.id
                """)
            .param("path", unit.path()).param("call", call).query(UUID.class).list());
    }

    Page<Row> of(Where where, @Nullable String cursor, int limit) {
        var rows = db.sql("""
                -- all teachers: those of a subtree.
                select d.teacher_id, d.year, f.version, f.result, f.facts, f.unit_confirmed_at, f.validated_at, b.number, f.reason, case when d.confirmed_at is not null then d.registered_in end as registered_in,
                       case when d.moved_at is null then 0
                            else coalesce((select sum(e.credited) from ledger.entry_card e where e.teacher_id = d.teacher_id and e.year = d.year), 0)
                                 - (f.facts -> 'total' ->> 'have')::numeric end as after
                  from validation.dossier d
                  join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year and f.version = d.version
                  left join validation.batch b on b.id = f.batch_id
                 where d.year = :year and d.state = 'VALIDATED' and d.teacher_id > :after
                   and d.organization_id in (select o.id from directory.organization_card o
                                              where o.path operator(public.<@) :path::public.ltree or o.id = any (:elsewhere))
                   and (d.call_id = :call or d.organization_id <> all (:elsewhere))
                 order by d.teacher_id
                 limit :limit
                """)
            .param("year", where.year).param("after", after(cursor)).param("path", where.unit.path()).param("call", where.call, Types.OTHER)
            .param("elsewhere", where.elsewhere.toArray(UUID[]::new)).param("limit", limit + 1)
            .query((row, _) -> row(row)).list();
        return Page.of(rows, limit, row -> row.teacher().toString());
    }

    private static UUID after(@Nullable String cursor) {
        var key = Page.decode(cursor);
        try {
            return key == null ? NOBODY : TeacherId.of(key).value();
        } catch (NotFound e) {
            throw (Problem) new Problem(400, "error.cursor").initCause(e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        var unit = row.getObject("unit_confirmed_at", OffsetDateTime.class);
        return new Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getInt("year"), row.getInt("version"), Result.valueOf(row.getString("result")),
            Json.read(row.getString("facts"), Facts.class), unit == null ? null : unit.toInstant(), row.getObject("validated_at", OffsetDateTime.class).toInstant(),
            row.getObject("number", Integer.class), row.getString("reason"), row.getBigDecimal("after"), row.getString("registered_in"));
    }
}
