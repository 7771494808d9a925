package org.xingtan.program;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/**
 * Use case: how many people of each unit may take part in a program, on any of its tracks: the denominator. Counted when a
 * program is published, when people have been loaded, and after midnight, when employments begin and end; moved with the
 * people whom a roster brings and takes away. A program in which nothing can be learned any more keeps its figures.
 */
@Service
public class CountEligible implements IncomingPeople.Follower, Organizations.Follower {

    /** Stands where a delta names its teacher: these are sums over many. */
    private static final TeacherId NOBODY = new TeacherId(new UUID(0, 0));

    private record Place(ProgramId program, OrganizationId unit, Measure measure) {}

    private static final long LOCK = 0x656c_6967_6962_6c65L;

    private final JdbcClient db;
    private final Programs programs;
    private final Tally tally;
    private final Clock clock;

    CountEligible(JdbcClient db, Programs programs, Tally tally, Clock clock) {
        this.db = db;
        this.programs = programs;
        this.tally = tally;
        this.clock = clock;
    }

    /** Within a moment of the commit, so that the denominator stands beside a new program. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(PublishRules.Published published) {
        count(published.program());
    }

    /** One that was over kept its figures, whoever came and went meanwhile. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(ExtendWindow.Extended extended) {
        count(extended.program());
    }

    /** Whether it is for all is asked where the figures are kept from others: whoever shuts it meanwhile finds them, or is found. */
    public void count(ProgramId program) {
        tally.recount(program, Measure.IN_SERVICE, () -> programs.current(program).isForAll() ? inService() : Map.of());
        tally.recount(program, Measure.ELIGIBLE, () -> {
            var now = programs.current(program);
            return now.isForAll() ? eligible(now) : Map.of();
        });
    }

    public void count(ProgramDetail program) {
        count(program.id());
    }

    /** From the caller's transaction on people are let into the programs: they have no denominator any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveOut(Collection<ProgramId> programs) {
        tally.remove(programs, Measure.IN_SERVICE, Measure.ELIGIBLE);
    }

    /**
     * When the caller's transaction has been committed the programs are for all of their audience again, and soon have their denominator. They may be
     * hundreds: whoever has let them in does not wait for that.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeIn(Collection<ProgramId> programs) {
        if (!programs.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    Thread.startVirtualThread(() -> countSome(programs));
                }
            });
        }
    }

    private void countSome(Collection<ProgramId> programs) {
        try {
            programs.forEach(this::count);
        } catch (DataAccessException | TransactionException e) {
            // Whatever is left is counted after midnight.
            return;
        }
    }

    /** On one node: another that comes to it meanwhile leaves it. */
    @Scheduled(cron = "0 2 0 * * *", zone = "Asia/Shanghai")
    @Transactional
    public void countAll() {
        if (db.sql("select pg_try_advisory_xact_lock(:lock)").param("lock", LOCK).query(Boolean.class).single()) {
            counting().forEach(this::count);
        }
    }

    private List<ProgramDetail> counting() {
        var now = clock.instant();
        return programs.joinable().stream().filter(program -> !program.isFrozen(now)).toList();
    }

    @Override
    public Runnable before(UUID[] people) {
        return following(new SqlFragment("p.teacher_id = any (:people::uuid[])", Map.of("people", people)));
    }

    /** Where a unit lies, whether it is rural and which stages it has is what audiences ask. */
    @Override
    public Runnable beforeChange(UUID[] units) {
        return units.length == 0 ? () -> {} : following(new SqlFragment("p.organization_id = any (:units::uuid[])", Map.of("units", units)));
    }

    private Runnable following(SqlFragment people) {
        var programs = counting();
        var figures = figures(programs, people, -1);
        return () -> {
            figures(programs, people, 1).forEach((place, n) -> figures.merge(place, n, Long::sum));
            tally.addAll(figures.entrySet().stream()
                .map(it -> new Delta(NOBODY, it.getKey().program(), it.getKey().unit(), it.getKey().measure(), it.getValue())).toList());
        };
    }

    private Map<Place, Long> figures(List<ProgramDetail> programs, SqlFragment among, long sign) {
        var figures = new HashMap<Place, Long>();
        var inService = heads(among);
        for (var program : programs) {
            inService.forEach((unit, n) -> figures.put(new Place(program.id(), unit, Measure.IN_SERVICE), n * sign));
            heads(among.and(AudienceSql.anyTrack(program, LocalDate.now(clock))))
                .forEach((unit, n) -> figures.put(new Place(program.id(), unit, Measure.ELIGIBLE), n * sign));
        }
        return figures;
    }

    /** Per unit, all who match at least one track. */
    Map<OrganizationId, Long> eligible(ProgramDetail program) {
        return heads(AudienceSql.anyTrack(program, LocalDate.now(clock)));
    }

    /** Per unit, everybody: who is not eligible is left out by the audience, and statistics say so. */
    private Map<OrganizationId, Long> inService() {
        return heads(new SqlFragment("true", Map.of()));
    }

    private Map<OrganizationId, Long> heads(SqlFragment people) {
        var figures = new HashMap<OrganizationId, Long>();
        db.sql("""
                -- all teachers: heads of every unit
                select p.organization_id, count(*) from directory.person_card p where %s group by p.organization_id
                """.formatted(people.where()))
            .params(people.params())
            .query(row -> {
                figures.put(new OrganizationId(row.getObject(1, UUID.class)), row.getLong(2));
            });
        return figures;
    }
}
