package org.xingtan.planning;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
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

    private static final String LIST = Coverages.FACTS + """
        ,
        chosen as materialized (
            select k.teacher_id, array_agg(k.n order by k.n) as taking, array_agg(k.n order by k.n) filter (where k.completed) as completed from took k group by k.teacher_id)
        select x.teacher_id, p.name, p.document_masked, p.organization_code, u.name as unit, u.name_en as unit_en, u.ownership, x.lines, c.taking, c.completed
          from person x
          join directory.person_card p on p.teacher_id = x.teacher_id
          join directory.organization_card u on u.id = p.organization_id
          left join chosen c on c.teacher_id = x.teacher_id
         where (:line::int is null or :line = any (x.lines))
           and case :which
               when 'MISSING' then cardinality(x.lines) > 0 and case when :line::int is null then c.teacher_id is null else (:line = any (c.taking)) is not true end
               when 'TAKING' then case when :line::int is null then c.teacher_id is not null else (:line = any (c.taking)) is true end
               when 'COMPLETED' then case when :line::int is null then cardinality(c.completed) > 0 else (:line = any (c.completed)) is true end
               when 'WITHOUT' then cardinality(x.lines) = 0
               else true end
           and (:search::text is null or position(:search in p.name) > 0)
           and (:code::text is null or (p.organization_code, x.teacher_id) > (:code, :last::uuid))
         order by p.organization_code, x.teacher_id
         limit :limit
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
    Page<Row> list(Asked asked, @Nullable String after, int limit) {
        patience.extend();
        return Page.of(rows(asked, Page.Key.decode(after), limit + 1).query((row, _) -> row(row, asked.lines)).list(), limit, it -> it.code + "/" + it.teacher);
    }

    /** All of them, at most so many. */
    void each(Asked asked, int most, Consumer<Row> to) {
        rows(asked, null, most).query(row -> {
            to.accept(row(row, asked.lines));
        });
    }

    private JdbcClient.StatementSpec rows(Asked asked, Page.@Nullable Key last, int limit) {
        return coverages.ask(asked.plan, asked.lines, LIST, asked.within, asked.ownership).param("which", asked.which.name())
            .param("line", asked.line == null ? null : asked.lines.indexOf(asked.line), Types.INTEGER).param("search", asked.search, Types.VARCHAR)
            .param("code", last == null ? null : last.text(), Types.VARCHAR).param("last", last == null ? null : last.id(), Types.OTHER).param("limit", limit);
    }

    private static Row row(ResultSet row, List<PlanLine> lines) throws SQLException {
        return new Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"), row.getString("organization_code"),
            new Localized(row.getString("unit"), row.getString("unit_en")), "PRIVATE".equals(row.getString("ownership")), named(row.getArray("lines"), lines),
            named(row.getArray("taking"), lines), named(row.getArray("completed"), lines));
    }

    private static List<PlanLine> named(@Nullable Array numbers, List<PlanLine> lines) throws SQLException {
        return numbers == null ? List.of() : Stream.of((Integer[]) numbers.getArray()).map(lines::get).toList();
    }
}
