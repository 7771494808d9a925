package org.xingtan.tally;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.persistence.ValueRows;

/**
 * Figures per program and unit. A change is written beside the fact, in the transaction that changes the fact; whoever
 * reads adds counters and deltas ({@code tally.figure_card}) and so sees exactly the facts of his snapshot.
 */
@Repository
public class Tally {

    private static final ValueRows INSERT = new ValueRows("""
        insert into tally.delta (teacher_id, id, program_id, organization_id, measure, n)
        select v.teacher_id, v.id, v.program_id, v.organization_id, v.measure, v.n
          from (values %s) v (teacher_id, id, program_id, organization_id, measure, n)
         where v.teacher_id is not null
        """, "uuid", "uuid", "uuid", "uuid", "text", "bigint");

    /** What keeps folding out while it is locked: for whoever has several figures to replace. */
    public static final String COUNTERS = "tally.counter";

    private static final Comparator<Delta> BY_KEY = Comparator.comparing(delta -> delta.teacher().value());

    private final JdbcClient db;
    private final CopyIn copy;
    private final List<CountersMoved> sums;
    private final Patience patience;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    Tally(JdbcClient db, CopyIn copy, List<CountersMoved> sums, Patience patience, Clock clock, PlatformTransactionManager transactions) {
        this.patience = patience;
        this.clock = clock;
        this.db = db;
        this.copy = copy;
        this.sums = sums;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setTimeout(600);
    }

    public void add(TeacherId teacher, ProgramId program, OrganizationId unit, Measure measure, long n) {
        addAll(List.of(new Delta(teacher, program, unit, measure, n)));
    }

    /** Writes changes of many people, all or none; a change by nothing is not written. */
    @Transactional
    public void addAll(List<Delta> deltas) {
        var rows = rows(deltas);
        for (var start = 0; start < rows.size(); start += ValueRows.MOST) {
            var part = rows.subList(start, Math.min(rows.size(), start + ValueRows.MOST));
            db.sql(INSERT.statement(part.size())).params(INSERT.parameters(part)).update();
        }
    }

    /** The same, with other statements of a transaction. @param size of these, at most {@link ValueRows#MOST} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addAll(List<Delta> deltas, int size, Pipeline with) {
        INSERT.change(rows(deltas), size, with);
    }

    private static List<List<Object>> rows(List<Delta> deltas) {
        return deltas.stream().filter(delta -> delta.n() != 0).sorted(BY_KEY)
            .map(delta -> List.<Object>of(delta.teacher().value(), Uuids.next(), delta.program().value(), delta.organization().value(), delta.measure().name(),
                delta.n())).toList();
    }

    /**
     * Counts a measure of a program anew and puts the result in place of counters and deltas. Facts that change meanwhile
     * are not lost: the count and the deltas it replaces are those of one snapshot, later deltas stay.
     */
    public void recount(ProgramId program, Measure measure, Supplier<Map<OrganizationId, Long>> count) {
        snapshot.executeWithoutResult(_ -> {
            patience.extend();
            lock();
            replace(program, measure, count.get());
        });
    }

    /** Puts figures in place of counters and deltas, within the caller's transaction. Whoever counts uses {@link #recount}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(ProgramId program, Measure measure, Map<OrganizationId, Long> figures) {
        lock();
        db.sql("""
                -- all teachers: a recount takes the place of everybody's deltas.
                delete from tally.delta where program_id = :program and measure = :measure
                """)
            .param("program", program.value()).param("measure", measure.name()).update();
        var old = db.sql("""
                delete from tally.counter where program_id = :program and measure = :measure
                returning program_id, organization_id, measure, n
                """)
            .param("program", program.value()).param("measure", measure.name())
            .query((row, _) -> difference(row)).list();
        var today = LocalDate.now(clock.withZone(Window.ZONE));
        tell(today, old.stream().map(CountersMoved.Difference::negated).toList());
        load(figures.entrySet().stream()
            .map(entry -> new DayFigure(today, new Figure(program, entry.getKey(), measure, entry.getValue()))));
    }

    /** Of these programs nothing is left to tell by these measures, within the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Collection<ProgramId> programs, Measure... measures) {
        lock();
        var ids = programs.stream().map(ProgramId::value).toArray(UUID[]::new);
        var names = Arrays.stream(measures).map(Measure::name).toArray(String[]::new);
        db.sql("""
                -- all teachers: a recount takes the place of everybody's deltas.
                delete from tally.delta where program_id = any (:programs) and measure = any (:measures)
                """)
            .param("programs", ids).param("measures", names).update();
        var old = db.sql("""
                delete from tally.counter where program_id = any (:programs) and measure = any (:measures)
                returning program_id, organization_id, measure, n
                """)
            .param("programs", ids).param("measures", names).query((row, _) -> difference(row)).list();
        tell(LocalDate.now(clock.withZone(Window.ZONE)), old.stream().map(CountersMoved.Difference::negated).toList());
    }

    /** Fills counters of a program that has none yet, with the days that made them. */
    @Transactional
    public void load(Stream<DayFigure> figures) {
        var days = figures.filter(it -> it.figure().n() != 0).collect(Collectors.groupingBy(DayFigure::day, TreeMap::new,
            Collectors.mapping(DayFigure::figure, Collectors.toList())));
        var counters = days.values().stream().flatMap(List::stream)
            .collect(Collectors.groupingBy(Figure::withoutCount, Collectors.summingLong(Figure::n)));
        copy.copy("tally.counter (program_id, organization_id, measure, n)", rows ->
            counters.forEach((figure, n) -> rows.add(figure.program(), figure.organization(), figure.measure(), n)));
        days.forEach((day, counted) -> tell(day, counted.stream()
            .map(it -> new CountersMoved.Difference(it.program(), it.organization(), it.measure().name(), it.n())).toList()));
    }

    private void tell(LocalDate day, List<CountersMoved.Difference> differences) {
        if (!differences.isEmpty()) {
            sums.forEach(sum -> sum.moved(day, differences));
        }
    }

    static CountersMoved.Difference difference(ResultSet row) throws SQLException {
        return new CountersMoved.Difference(new ProgramId(row.getObject("program_id", UUID.class)),
            new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("measure"), row.getLong("n"));
    }

    /** The figures of a program as they are now, per unit; units without any are absent, and so are measures that only a newer node knows. */
    public List<Figure> figures(ProgramId program) {
        return db.sql("""
                select organization_id, measure, sum(n) as n
                  from tally.figure_card
                 where program_id = :program and measure = any (:known)
                 group by organization_id, measure
                having sum(n) <> 0
                 order by organization_id, measure
                """)
            .param("program", program.value()).param("known", Measure.NAMES.toArray(String[]::new))
            .query((row, _) -> new Figure(program, new OrganizationId(row.getObject(1, UUID.class)),
                Measure.valueOf(row.getString(2)), row.getLong(3)))
            .list();
    }

    /** Keeps folding out until commit. Locking a table takes no snapshot, so a count that follows sees all that is folded. */
    private void lock() {
        db.sql("lock table " + COUNTERS + " in share row exclusive mode").update();
    }
}
