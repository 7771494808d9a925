package org.xingtan.cover;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.cover.ArrangeCover.Answer;
import org.xingtan.cover.Arrangement.Kind;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Use case: whoever leads or administers a unit looks at the lessons of one who is away, and at who could take them. */
@Component
class LookAtArrangement {

    private final CoverScope scope;
    private final Staff staff;
    private final Absences absences;
    private final Arrangements arrangements;
    private final Conflicts conflicts;
    private final Around around;

    /** What is said of them, and when, and whether it holds. */
    @Component
    record Around(ArrangeCover.Following following, Causes causes, Vocabulary words) {}

    LookAtArrangement(CoverScope scope, Staff staff, Absences absences, Arrangements arrangements, Conflicts conflicts, Around around) {
        this.scope = scope;
        this.staff = staff;
        this.absences = absences;
        this.arrangements = arrangements;
        this.conflicts = conflicts;
        this.around = around;
    }

    /**
     * @param typed  by whom a form comes back; with no kind where it is opened
     * @param day    which day was chosen; null for all that are open
     * @param answer what stands against what was typed; null for nothing
     * @throws NotFound when the unit is none of the actor's, the person none of the unit's, or nothing was ever known of his being away for it
     */
    OneCover at(Actor actor, OrganizationId organization, CoverForm typed, @Nullable LocalDate day, @Nullable Answer answer) {
        var unit = scope.act(actor, organization);
        var people = staff.of(unit.id());
        var who = people.stream().filter(it -> it.id().equals(typed.who())).findFirst().orElseThrow(() -> new NotFound(typed.who()));
        var days = days(who.id(), typed.about(), day == null ? around.following.today() : day);
        var history = arrangements.history(staff.together(unit.id()), who.id(), typed.about());
        if (days.isEmpty() && history.isEmpty() && answer == null) {
            throw new NotFound(typed.about());
        }
        var ahead = days.stream().filter(it -> !it.past()).toList();
        var form = typed.kind() == null ? form(typed, ahead, day) : typed;
        var chosen = ahead.stream().map(OneCover.Choice::away).filter(it -> form.takes(it.day())).toList();
        return new OneCover(unit, who, days, colleagues(people, who, chosen), form, history, answer == null ? null : answer.verdict(), answer == null ? null : answer.conflicts(),
            around.words, shown(typed, day, days));
    }

    /** From today on, and from an earlier day that is looked at. What another unit has arranged for him before he came does not hold here, and is not shown. */
    private List<OneCover.Choice> days(TeacherId who, String cause, LocalDate shown) {
        var today = around.following.today();
        var last = today.plusDays(Range.MOST_DAYS);
        var said = around.causes.of(arrangements.of(who, cause));
        return absences.of(List.of(who), shown.isBefore(today) ? shown : today, shown.isAfter(last) ? shown : last).stream().filter(it -> it.cause().equals(cause)).map(it -> {
            var found = said.stream().filter(one -> one.arrangement().key().isOf(it)).findFirst();
            return new OneCover.Choice(it, found.filter(one -> one.holds() && one.arrangement().holds()).map(Causes.Judged::arrangement).orElse(null),
                found.map(one -> one.arrangement().version()).orElse(0), it.day().isBefore(today));
        }).toList();
    }

    /** To the week of which day one goes back. */
    private LocalDate shown(CoverForm typed, @Nullable LocalDate day, List<OneCover.Choice> days) {
        return day != null ? day : Stream.concat(typed.days().stream().map(CoverForm.Chosen::day), days.stream().map(it -> it.away().day())).findFirst()
            .orElse(around.following.today());
    }

    /** As it is arranged on that day; where nothing is, for all days on which something has to be. */
    private static CoverForm form(CoverForm typed, List<OneCover.Choice> days, @Nullable LocalDate day) {
        var now = days.stream().filter(it -> it.away().day().equals(day)).map(OneCover.Choice::arrangement).filter(Objects::nonNull).findFirst().orElse(null);
        var chosen = days.stream().filter(it -> it.away().day().equals(day) || now == null && it.arrangement() == null && it.away().takesLessons()).map(OneCover.Choice::key).toList();
        return now == null ? new CoverForm(typed.teacher(), typed.cause(), chosen, Kind.COVERED.name(), null, null, null)
            : new CoverForm(typed.teacher(), typed.cause(), chosen, now.kind().name(), now.cover() == null ? null : now.cover().id().toString(), now.note(), null);
    }

    private List<OneCover.Colleague> colleagues(List<Staff.Person> people, Staff.Person who, List<Away> chosen) {
        var others = people.stream().filter(it -> !it.id().equals(who.id())).toList();
        var busy = conflicts.of(others.stream().map(Staff.Person::id).toList(), chosen).stream().map(Conflicts.Conflict::cover).collect(Collectors.toSet());
        return others.stream().map(it -> new OneCover.Colleague(it, it.subject() != null && it.subject().equals(who.subject()), busy.contains(it.id())))
            .sorted(Comparator.comparing(OneCover.Colleague::same).reversed().thenComparing(OneCover.Colleague::busy)).toList();
    }
}
