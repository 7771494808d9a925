package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/** Many wishes decided in one round come to the same as each in a round of its own. */
class RoundTests {

    private static final Instant NOW = Instant.parse("2026-03-15T00:00:00Z");
    private static final TermId TERM = TermId.next();
    private static final int PEOPLE = 6;
    private static final List<TeacherId> TEACHERS = java.util.stream.IntStream.range(0, PEOPLE).mapToObj(_ -> TeacherId.next()).toList();
    private static final List<OfferingId> OFFERINGS = List.of(OfferingId.next(), OfferingId.next(), OfferingId.next());

    record Act(int teacher, int offering, boolean takes) {}

    /** Everything that is kept, as a list of what each has. */
    private static final class Kept {

        private final Map<OfferingId, Offering> offerings = new LinkedHashMap<>();
        private final List<Choice> choices = new ArrayList<>();
        private final int most;

        Kept(int places, int waiting, int most) {
            this.most = most;
            OFFERINGS.forEach(id -> offerings.put(id, new Offering(id, TERM, new ProgramId(id.value()), "T", null, "PROFESSIONAL", CreditHours.of("1"), BigDecimal.ZERO, waiting,
                Meetings.NONE, new Offering.Seats(places, 0, 0, 0))));
        }

        List<Boolean> decide(List<Act> acts) {
            var term = new Term(TERM, OrganizationId.next(), "A", new Localized("A", null), "2201", new Localized("A", null), null, most,
                List.of(new Window(Window.Kind.SELECT, NOW.minusSeconds(9), NOW.plusSeconds(9))), true);
            var round = new Round(offerings, Map.of(TERM, term), choices, (_, _, _) -> List.of());
            var changed = acts.stream().map(act -> decide(round, act)).toList();
            round.promote(waiting(), _ -> true, _ -> true);
            assertThat(round.open()).isEmpty();
            keep(round);
            return changed;
        }

        private static boolean decide(Round round, Act act) {
            try {
                return round.decide(new Wish(TEACHERS.get(act.teacher), OFFERINGS.get(act.offering), act.takes, NOW)).changed();
            } catch (Refused e) {
                return false;
            }
        }

        private List<Choice> waiting() {
            return choices.stream().filter(it -> it.state() == Choice.State.WAITING).toList();
        }

        private void keep(Round round) {
            var gone = round.dropped().stream().map(Choice::id).toList();
            var promoted = round.promoted().stream().map(Choice::id).toList();
            choices.removeIf(it -> gone.contains(it.id()));
            choices.replaceAll(it -> promoted.contains(it.id()) ? it.promoted() : it);
            choices.addAll(round.added());
            offerings.replaceAll((id, it) -> new Offering(id, TERM, it.program(), "T", null, it.category(), it.hours(), it.price(), it.waitingPlaces(), it.meetings(),
                new Offering.Seats(it.seats().places(), count(id, Choice.State.SELECTED), count(id, Choice.State.WAITING),
                    Math.max(it.seats().turn(), choices.stream().filter(c -> c.offering().equals(id)).mapToLong(Choice::turn).max().orElse(0)))));
        }

        private int count(OfferingId id, Choice.State state) {
            return (int) choices.stream().filter(it -> it.offering().equals(id) && it.state() == state).count();
        }

        /** Who has what, and who waits in which order. */
        Map<OfferingId, List<String>> picture() {
            var picture = new HashMap<OfferingId, List<String>>();
            for (var id : OFFERINGS) {
                var there = choices.stream().filter(it -> it.offering().equals(id)).toList();
                var have = there.stream().filter(it -> it.state() == Choice.State.SELECTED).map(it -> it.teacher().toString()).sorted().toList();
                var wait = there.stream().filter(it -> it.state() == Choice.State.WAITING).sorted(java.util.Comparator.comparingLong(Choice::turn))
                    .map(it -> "waits " + it.teacher()).toList();
                picture.put(id, java.util.stream.Stream.concat(have.stream(), wait.stream()).toList());
            }
            return picture;
        }
    }

    @Property
    void aRoundIsWhatItsWishesAreOneByOne(@ForAll("acts") List<Act> before, @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 0, max = 3) int places,
                                          @ForAll @IntRange(min = 0, max = 2) int waiting, @ForAll @IntRange(min = 1, max = 3) int most) {
        var together = new Kept(places, waiting, most);
        var singly = new Kept(places, waiting, most);
        for (var kept : List.of(together, singly)) {
            before.forEach(act -> kept.decide(List.of(act)));
        }

        var changed = together.decide(acts);

        assertThat(changed).isEqualTo(acts.stream().map(act -> singly.decide(List.of(act)).getFirst()).toList());
        assertThat(together.picture()).isEqualTo(singly.picture());
        together.offerings.values().forEach(it -> {
            assertThat(it.seats().taken()).isLessThanOrEqualTo(places);
            assertThat(it.seats().waiting()).isLessThanOrEqualTo(waiting);
        });
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        return Combinators.combine(Arbitraries.integers().between(0, PEOPLE - 1), Arbitraries.integers().between(0, OFFERINGS.size() - 1),
            Arbitraries.of(true, true, false)).as(Act::new).list().ofMaxSize(30);
    }
}
