package org.xingtan.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** The append-only account of credit hours. */
@Component
public class Ledger {

    private final Accounts accounts;
    private final Entries entries;
    private final Rooms rooms;
    private final Tally tally;
    private final ObjectProvider<LedgerFollower> followers;
    private final Clock clock;

    Ledger(Accounts accounts, Entries entries, Rooms rooms, Tally tally, ObjectProvider<LedgerFollower> followers, Clock clock) {
        this.accounts = accounts;
        this.entries = entries;
        this.rooms = rooms;
        this.tally = tally;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Locks the person's accounts until the transaction ends, opening the one of this unit's jurisdiction when it is
     * missing. Who computes an earning from what is posted locks first.
     *
     * @param path ltree path of the unit the person counts in
     */
    @Transactional
    public void lock(TeacherId teacher, String path) {
        accounts.lock(teacher, path);
    }

    /**
     * The same of many, all in one order.
     *
     * @param paths  of the units in which those count who may get hours
     * @param others who may have some already, wherever they count by now: opens them no account
     */
    @Transactional
    public void lock(Map<TeacherId, String> paths, Collection<TeacherId> others) {
        accounts.lock(paths, others);
    }

    /** The same of people who have hours already, wherever they count by now: opens nobody an account. */
    @Transactional
    public void hold(Collection<TeacherId> people) {
        accounts.lock(people);
    }

    /** What entries of a source count by now, each with what was put in its place; what was taken back counts nothing. */
    public CreditHours counted(TeacherId teacher, String source, Collection<String> references) {
        return entries.counted(teacher, source, references);
    }

    /**
     * Credits what the caps of its rule and the day of the annual requirement leave of the earning, writes the entry even when that is nothing, and adds to the unit's hours.
     *
     * @return the receipt; the one that is there already when the same source and reference were posted before
     */
    @Transactional
    public Receipt post(Earning earning) {
        return post(earning, true);
    }

    /** @param counted whether the program still counts the person */
    @Transactional
    Receipt post(Earning earning, boolean counted) {
        var jurisdiction = accounts.lock(earning.teacher(), earning.path());
        var posted = find(earning);
        if (posted.isPresent()) {
            return posted.get();
        }
        var left = rooms.of(earning);
        var limited = Caps.limit(earning.earned(), left.all());
        entries.add(Uuids.next(), earning, jurisdiction, limited, left.dayMax(), clock.instant());
        if (counted) {
            count(earning, limited.credited());
        }
        if (limited.credited().hundredths() > 0) {
            followers.forEach(follower -> follower.moved(earning.teacher(), earning.earnedOn().getYear()));
        }
        return find(earning).orElseThrow();
    }

    /**
     * The same for many people, each with one earning: as many statements for thousands as for two.
     *
     * @return the receipts of all
     */
    @Transactional
    public Map<TeacherId, Receipt> post(Collection<Earning> earnings) {
        var jurisdictions = accounts.lock(earnings.stream().collect(Collectors.toMap(Earning::teacher, Earning::path)));
        var before = entries.find(earnings);
        var fresh = earnings.stream().filter(it -> !before.containsKey(it.teacher())).toList();
        if (fresh.isEmpty()) {
            return before;
        }
        var left = rooms.of(fresh);
        var posted = fresh.stream().map(it -> posted(it, Objects.requireNonNull(jurisdictions.get(it.teacher())), Objects.requireNonNull(left.get(it.teacher())))).toList();
        entries.addAll(posted, clock.instant());
        var credited = posted.stream().filter(it -> it.limited().credited().hundredths() > 0).toList();
        tally.addAll(credited.stream().flatMap(it -> delta(it.earning(), it.limited().credited())).toList());
        credited.stream().map(Entries.Posted::earning).collect(Collectors.groupingBy(it -> it.earnedOn().getYear(), TreeMap::new, Collectors.mapping(Earning::teacher, Collectors.toList())))
            .forEach((year, people) -> followers.forEach(follower -> follower.moved(people, year)));
        return entries.find(earnings);
    }

    private static Entries.Posted posted(Earning earning, OrganizationId jurisdiction, Rooms.Left left) {
        return new Entries.Posted(earning, jurisdiction, Caps.limit(earning.earned(), left.all()), left.dayMax());
    }

    /** What a person has earned and been credited in a program, reversals taken off. */
    public Hours hours(TeacherId teacher, ProgramId program) {
        return entries.hours(teacher, program);
    }

    /** What one lesson of it has brought, reversals taken off. */
    public Hours hours(TeacherId teacher, ProgramId program, LessonId lesson) {
        return entries.hours(teacher, program, lesson);
    }

    /** The lessons of a program whose hours somebody has reversed, or put right to none, and nobody has given any back since. */
    public Set<UUID> voided(TeacherId teacher, ProgramId program) {
        return entries.voided(teacher, program);
    }

    private Optional<Receipt> find(Earning earning) {
        return entries.find(earning.teacher(), earning.source(), earning.reference());
    }

    private void count(Earning earning, CreditHours credited) {
        tally.addAll(delta(earning, credited).toList());
    }

    private static Stream<Delta> delta(Earning earning, CreditHours credited) {
        return Stream.ofNullable(earning.program()).map(program -> new Delta(earning.teacher(), program, earning.organization(), Measure.HOURS, credited.hundredths()));
    }
}
