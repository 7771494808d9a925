package org.xingtan.planning;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;

/** The people of a unit, one by one, with the lines of a plan that they are in and those in which they take part. */
@Repository
public class PlanPeople {

    /** Which of them. */
    public enum Which {
        ALL,
        /** Who are meant by the line, or by any, and take part in no training of it, or of any. */
        MISSING,
        /** Who take part in one. */
        TAKING,
        /** Who have completed one. */
        COMPLETED,
        /** Who are in no line; of one line there are none. */
        WITHOUT
    }

    /**
     * Somebody.
     *
     * @param lines     he is in
     * @param taking    of these, those in which he takes part
     * @param completed of these, those in which he has completed a training
     */
    public record Row(TeacherId teacher, String name, @Nullable String document, String code, Localized unit, boolean privately, List<PlanLine> lines, List<PlanLine> taking,
                      List<PlanLine> completed) {}

    /** What is asked. @param line null for all lines @param search a part of the name; null for everybody */
    record Asked(TrainingPlan plan, List<PlanLine> lines, String within, @Nullable String ownership, Which which, @Nullable PlanLine line, @Nullable String search) {}

    /** How many there are of each sort, whatever is searched for, and a page of one of them. */
    record Listed(Map<Which, Integer> counts, Page<Row> page) {}

    /** What decides of which sort somebody is counts them and lists them; without anybody on the page one row still has the counts. */
    private static final String LIST = Coverages.FACTS + """
        ,
        chosen as materialized (
            select k.teacher_id, array_agg(k.n order by k.n) as taking, array_agg(k.n order by k.n) filter (where k.completed) as completed from took k group by k.teacher_id),
        sorted as materialized (
            select x.teacher_id, x.lines, c.taking, c.completed,
                   cardinality(x.lines) > 0 and case when :line::int is null then c.teacher_id is null else (:line = any (c.taking)) is not true end as is_missing,
                   case when :line::int is null then c.teacher_id is not null else (:line = any (c.taking)) is true end as is_taking,
                   case when :line::int is null then cardinality(c.completed) > 0 else (:line = any (c.completed)) is true end as is_completed,
                   cardinality(x.lines) = 0 as is_without
              from person x
              left join chosen c on c.teacher_id = x.teacher_id
             where :line::int is null or :line = any (x.lines))
        select n.*, r.*
          from (select count(*)::int as n_all, (count(*) filter (where s.is_missing))::int as n_missing, (count(*) filter (where s.is_taking))::int as n_taking,
                       (count(*) filter (where s.is_completed))::int as n_completed, (count(*) filter (where s.is_without))::int as n_without
                  from sorted s) n
          left join lateral (
                select x.teacher_id, p.name, p.document_masked, p.organization_code, u.name as unit, u.name_en as unit_en, u.ownership, x.lines, x.taking, x.completed
                  from sorted x
                  join directory.person_card p on p.teacher_id = x.teacher_id
                  join directory.organization_card u on u.id = p.organization_id
                 where case :which when 'MISSING' then x.is_missing when 'TAKING' then x.is_taking when 'COMPLETED' then x.is_completed when 'WITHOUT' then x.is_without else true end
                   and (:search::text is null or position(:search in p.name) > 0)
                   and (:code::text is null or (p.organization_code, x.teacher_id) > (:code, :last::uuid))
                 order by p.organization_code, x.teacher_id
                 limit :limit) r on true
         order by r.organization_code, r.teacher_id
        """;

    private final JdbcClient db;
    private final Coverages coverages;
    private final Patience patience;

    PlanPeople(JdbcClient db, Coverages coverages, Patience patience) {
        this.db = db;
        this.coverages = coverages;
        this.patience = patience;
    }

    /** By unit. @param after where it goes on */
    @Transactional(readOnly = true)
    Listed list(Asked asked, @Nullable String after, int limit) {
        patience.extend();
        var counts = new EnumMap<Which, Integer>(Which.class);
        var rows = new ArrayList<Row>();
        rows(asked, Page.Key.decode(after), limit + 1).query(row -> {
            for (var which : Which.values()) {
                counts.put(which, row.getInt("n_" + which.name().toLowerCase(Locale.ROOT)));
            }
            somebody(row, asked.lines).ifPresent(rows::add);
        });
        return new Listed(counts, Page.of(rows, limit, it -> it.code + "/" + it.teacher));
    }

    /** All of them, at most so many. */
    void each(Asked asked, int most, Consumer<Row> to) {
        rows(asked, null, most).query(row -> {
            somebody(row, asked.lines).ifPresent(to);
        });
    }

    private JdbcClient.StatementSpec rows(Asked asked, Page.@Nullable Key last, int limit) {
        return coverages.ask(asked.plan, asked.lines, LIST, asked.within, asked.ownership).param("which", asked.which.name())
            .param("line", asked.line == null ? null : asked.lines.indexOf(asked.line), Types.INTEGER).param("search", asked.search, Types.VARCHAR)
            .param("code", last == null ? null : last.text(), Types.VARCHAR).param("last", last == null ? null : last.id(), Types.OTHER).param("limit", limit);
    }

    private static Optional<Row> somebody(ResultSet row, List<PlanLine> lines) throws SQLException {
        var id = row.getObject("teacher_id", UUID.class);
        return id == null ? Optional.empty() : Optional.of(row(new TeacherId(id), row, lines));
    }

    private static Row row(TeacherId id, ResultSet row, List<PlanLine> lines) throws SQLException {
        return new Row(id, row.getString("name"), row.getString("document_masked"), row.getString("organization_code"),
            new Localized(row.getString("unit"), row.getString("unit_en")), "PRIVATE".equals(row.getString("ownership")), named(row.getArray("lines"), lines),
            named(row.getArray("taking"), lines), named(row.getArray("completed"), lines));
    }

    private static List<PlanLine> named(@Nullable Array numbers, List<PlanLine> lines) throws SQLException {
        return numbers == null ? List.of() : Stream.of((Integer[]) numbers.getArray()).map(lines::get).toList();
    }
}
