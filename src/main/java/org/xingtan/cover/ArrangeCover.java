package org.xingtan.cover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.cover.Arrangement.Colleague;
import org.xingtan.cover.Arrangement.Key;
import org.xingtan.cover.Arrangement.Kind;
import org.xingtan.cover.Arrangement.State;
import org.xingtan.cover.CoverForm.Chosen;
import org.xingtan.cover.TellOfCover.Change;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: whoever leads or administers a unit says what happens to the lessons of somebody who is away, says it anew, or takes it back. */
@Component
class ArrangeCover {

    static final int LONGEST = 300;

    private final CoverScope scope;
    private final Staff staff;
    private final Absences absences;
    private final Arrangements arrangements;
    private final Conflicts conflicts;
    private final Following following;

    /** Who is held meanwhile, who hears of it, and the trail. */
    @Component
    record Following(People people, TellOfCover tell, AuditTrail trail, Clock clock) {

        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), Window.ZONE);
        }

        /** Nobody else decides about them until this is done. */
        void lock(Collection<TeacherId> all) {
            all.stream().distinct().sorted(Comparator.comparing(TeacherId::value)).forEach(people::lock);
        }

        /** In the trail, what was said of one person's lessons for one cause. @param actor null where its cause was gone */
        void record(@Nullable Actor actor, String act, @Nullable String path, List<Arrangement> said, String why) {
            var one = said.getFirst();
            trail.record(actor, act, "teacher:" + one.key().who().id(), path, null, Map.of("title", one.title(), "kind", one.kind().name(),
                "cover", said.stream().flatMap(it -> Stream.ofNullable(it.cover())).map(it -> it.id().toString()).distinct().collect(Collectors.joining(" ")),
                "day", said.stream().map(it -> it.day().toString()).collect(Collectors.joining(" ")), "why", why));
        }
    }

    ArrangeCover(CoverScope scope, Staff staff, Absences absences, Arrangements arrangements, Conflicts conflicts, Following following) {
        this.scope = scope;
        this.staff = staff;
        this.absences = absences;
        this.arrangements = arrangements;
        this.conflicts = conflicts;
        this.following = following;
    }

    /** What came of it. @param conflicts the key under which those that are named can be taken as they are; null for others that cannot */
    record Answer(Verdict verdict, @Nullable String conflicts) {}

    /** Who does what to whom. */
    private record Wanted(Actor actor, OrganizationCard unit, Colleague who, @Nullable Colleague cover, Kind kind, CoverForm form, Map<LocalDate, Away> away) {}

    /**
     * All days or none. Sent again it is the same; nothing is done while the verdict has something against it.
     *
     * @throws NotFound when the unit is none of the actor's, or the person none of the unit's
     * @throws Problem  409 where somebody else has said something since it was shown
     */
    @Transactional
    public Answer arrange(Actor actor, OrganizationId organization, CoverForm form) {
        var unit = scope.act(actor, organization);
        return arrange(actor, unit, form, known(unit, List.of(form)));
    }

    /** Who serves a unit, and where those of whom something is said have to be: read once for all that is said, with everybody held whom it is about. */
    private record Known(Map<TeacherId, Colleague> people, Map<TeacherId, List<Away>> away) {

        private Map<LocalDate, Away> away(CoverForm form) {
            var days = form.days().stream().map(Chosen::day).collect(Collectors.toSet());
            return away.getOrDefault(form.who(), List.of()).stream().filter(it -> it.cause().equals(form.about()) && days.contains(it.day()))
                .collect(Collectors.toMap(Away::day, Function.identity()));
        }
    }

    private Known known(OrganizationCard unit, List<CoverForm> forms) {
        var people = staff.of(unit.id()).stream().collect(Collectors.toMap(Staff.Person::id, it -> new Colleague(it.id(), it.name())));
        following.lock(forms.stream().flatMap(it -> Stream.concat(Stream.of(it.who()), it.covering().stream())).filter(people::containsKey).toList());
        var days = forms.stream().flatMap(it -> it.days().stream()).map(Chosen::day).sorted().toList();
        var away = days.isEmpty() ? List.<Away>of() : absences.of(forms.stream().map(CoverForm::who).filter(people::containsKey).distinct().toList(), days.getFirst(), days.getLast());
        return new Known(people, away.stream().collect(Collectors.groupingBy(Away::teacher)));
    }

    private Answer arrange(Actor actor, OrganizationCard unit, CoverForm form, Known known) {
        var who = Optional.ofNullable(known.people.get(form.who())).orElseThrow(() -> new NotFound(form.who()));
        var cover = form.covering().map(known.people::get).orElse(null);
        var wanted = new Wanted(actor, unit, who, cover, form.chosenKind(), form, known.away(form));
        var verdict = verdict(wanted);
        if (!verdict.met()) {
            return new Answer(verdict, null);
        }
        var against = cover == null ? List.<Conflicts.Conflict>of() : conflicts.of(List.of(cover.id()), List.copyOf(wanted.away.values()));
        if (!against.isEmpty() && !Conflicts.key(against).equals(form.accepted())) {
            return new Answer(Verdict.of(against.stream().map(it -> it.condition(Objects.requireNonNull(cover).name())).toList()), Conflicts.key(against));
        }
        follow(wanted, form.days().stream().flatMap(it -> set(wanted, it, Conflicts.causes(against, it.day())).stream()).toList());
        return new Answer(verdict, null);
    }

    private Verdict verdict(Wanted wanted) {
        var days = wanted.form.days().stream().map(Chosen::day).toList();
        var note = wanted.form.said();
        var gone = days.stream().filter(it -> !wanted.away.containsKey(it)).findFirst();
        return Verdict.of(
            Condition.of("cover.form.days", !days.isEmpty()),
            Condition.of("cover.form.most", days.size() <= Range.MOST_DAYS, Range.MOST_DAYS),
            Condition.of("cover.form.ahead", days.stream().noneMatch(it -> it.isBefore(following.today()))),
            Condition.of("cover.form.away", gone.isEmpty(), wanted.who.name(), gone.orElse(following.today())),
            Condition.of("cover.form.who", wanted.kind != Kind.COVERED || wanted.cover != null && !wanted.cover.equals(wanted.who)),
            Condition.of("cover.form.note", note.length() <= LONGEST && StorableText.is(note) && (wanted.kind != Kind.MOVED || !note.isEmpty()), LONGEST));
    }

    private Optional<Change> set(Wanted wanted, Chosen chosen, List<String> accepted) {
        var away = Objects.requireNonNull(wanted.away.get(chosen.day()));
        var before = arrangements.find(wanted.who.id(), chosen.day(), away.cause()).orElse(null);
        var version = before == null ? 0 : before.version();
        var next = new Arrangement(new Key(wanted.who, chosen.day(), away.cause()), wanted.unit.id(), away.title(), wanted.kind, wanted.cover, wanted.form.said(), accepted,
            State.ARRANGED, version + 1, wanted.actor.teacher(), wanted.actor.personName(), following.clock.instant());
        if (before != null && before.says(next)) {
            return Optional.empty();
        }
        requireSeen(chosen, version);
        arrangements.set(next, before == null || !before.holds() ? "ARRANGED" : "CHANGED", "");
        return Optional.of(new Change(before, next, away.time()));
    }

    private static void requireSeen(Chosen chosen, int version) {
        if (version != chosen.shown()) {
            throw new Problem(409, "cover.changed", chosen.day());
        }
    }

    private void follow(Wanted wanted, List<Change> changes) {
        if (!changes.isEmpty()) {
            following.tell.tell(changes, wanted.actor.teacher());
            following.record(wanted.actor, "cover.arrange", wanted.unit.path(), after(changes), "");
        }
    }

    private static List<Arrangement> after(List<Change> changes) {
        return changes.stream().map(Change::after).toList();
    }

    /** That these have no lessons on these days: all or nothing. @param lines as {@link CoverForm#none} reads them */
    @Transactional
    public void none(Actor actor, OrganizationId organization, List<String> lines) {
        var unit = scope.act(actor, organization);
        Verdict.of(Condition.of("cover.form.days", !lines.isEmpty()), Condition.of("cover.form.most", lines.size() <= Range.MOST_DAYS, Range.MOST_DAYS)).orRefuse();
        var forms = CoverForm.none(lines);
        var known = known(unit, forms);
        forms.forEach(it -> arrange(actor, unit, it, known).verdict().orRefuse());
    }

    /** Nothing is arranged for these days any more: said by the unit that has arranged it, or by the one that he serves now. Sent again it is the same. */
    @Transactional
    public void withdraw(Actor actor, OrganizationId organization, CoverForm form) {
        var unit = scope.act(actor, organization);
        var note = form.said();
        Verdict.of(
            Condition.of("cover.form.days", !form.days().isEmpty()),
            Condition.of("cover.form.ahead", form.days().stream().noneMatch(it -> it.day().isBefore(following.today()))),
            Condition.of("cover.form.note", note.length() <= LONGEST && StorableText.is(note), LONGEST)).orRefuse();
        following.lock(List.of(form.who()));
        var serves = staff.units(List.of(form.who())).getOrDefault(form.who(), Set.of()).contains(unit.id());
        var changes = form.days().stream().flatMap(it -> withdraw(actor, form, it, one -> serves || one.unit().equals(unit.id())).stream()).toList();
        if (!changes.isEmpty()) {
            following.tell.withdrawn(changes, actor.teacher(), note);
            following.record(actor, "cover.withdraw", unit.path(), after(changes), note);
        }
    }

    private Optional<Change> withdraw(Actor actor, CoverForm form, Chosen chosen, Predicate<Arrangement> own) {
        var one = arrangements.find(form.who(), chosen.day(), form.about()).filter(own).orElseThrow(() -> new NotFound(form.about()));
        if (!one.holds()) {
            return Optional.empty();
        }
        requireSeen(chosen, one.version());
        var after = one.withdrawn(actor.teacher(), actor.personName(), following.clock.instant());
        arrangements.set(after, "WITHDRAWN", form.said());
        return Optional.of(new Change(one, after, ""));
    }
}
