package org.xingtan.selection;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Receipts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.program.Programs;
import org.xingtan.standing.Forecast;
import org.xingtan.standing.Forecasts;
import org.xingtan.standing.Standing;
import org.xingtan.standing.Standings;

/** What the courses that somebody has chosen have still to bring, in all terms, and which others would close the gap of his year. */
@Component
class YearPlan implements Forecast.Ahead {

    /** Where people stand and will stand in the year of a term, with what their choices add to it. */
    @Component
    record Year(Standings standings, Forecasts forecasts, YearPlan plan, CategoryNames names) {

        Standing standing(Actor actor, Term term) {
            return standings.of(actor.teacher(), plan.yearOf(term));
        }

        /** The year that was asked for, where hours of the term's courses count in it; else the one that it is mostly for. */
        int asked(Term term, @Nullable Integer year) {
            return year != null && years(term).contains(year) ? year : plan.yearOf(term);
        }

        Forecast of(Actor actor, Term term, int year, List<Offering> more) {
            return forecasts.of(actor.teacher(), year, more.isEmpty() ? List.of() : plan.coming(actor.teacher(), term, year, more));
        }

        /** In which years hours of the term's courses count. */
        List<Integer> years(Term term) {
            return term.years(plan.clock.instant());
        }

        /** Where he will stand in each of them, the first one first. */
        List<Forecast> each(Actor actor, Term term) {
            return years(term).stream().map(year -> forecasts.of(actor.teacher(), year)).toList();
        }

        /** What a category is called there. */
        Localized title(Standing standing, String code) {
            return standing.categories().stream().filter(line -> line.code().equals(code)).map(line -> line.title()).findFirst().orElseGet(() -> names.of(code));
        }
    }

    /** What somebody could have now and does not, chosen so that it closes the gap of his year. */
    @Component
    record Proposals(Market market, Choices choices, OfferingAudience audience, Year year, Clock clock) {

        /** So many are looked at together. */
        private static final int AT_ONCE = 500;

        /** @param most how many more he may choose */
        List<Market.Row> of(Actor actor, Term term, int year, int most) {
            return of(actor, term, year, most, AT_ONCE);
        }

        /** @param atOnce so many courses are looked at together, until all have been */
        List<Market.Row> of(Actor actor, Term term, int inYear, int most, int atOnce) {
            var free = free(actor, term, atOnce);
            return proposal(year.of(actor, term, inYear, List.of()), List.copyOf(free.keySet()), most).stream().map(free::get).filter(Objects::nonNull).toList();
        }

        /** What he could have now, in the order in which it was offered. */
        private Map<Offering, Market.Row> free(Actor actor, Term term, int atOnce) {
            var held = choices.live(Set.of(actor.teacher()));
            var person = audience.candidates(Set.of(actor.teacher()));
            var free = new LinkedHashMap<Offering, Market.Row>();
            @Nullable String after = null;
            do {
                var page = market.rows(actor, term, new Market.Question(null, null, true), after, atOnce);
                var law = new Round(page.items().stream().map(Market.Row::offering).collect(Collectors.toMap(Offering::id, it -> it)), market.all(), held, person);
                page.items().stream().filter(row -> law.verdict(actor.teacher(), row.offering(), term, clock.instant()).met()).forEach(row -> free.put(row.offering(), row));
                after = page.next();
            } while (after != null);
            return free;
        }
    }

    private final Terms terms;
    private final Choices choices;
    private final Programs programs;
    private final Receipts receipts;
    private final Clock clock;

    YearPlan(Terms terms, Choices choices, Programs programs, Receipts receipts, Clock clock) {
        this.terms = terms;
        this.choices = choices;
        this.programs = programs;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Places they have, less what those have brought; who waits for one cannot count on it. Nothing is read of a year in which nothing is chosen. */
    @Override
    public Reading<Map<TeacherId, List<Forecast.Coming>>> of(Set<TeacherId> teachers, int year) {
        var known = terms.all();
        var ids = known.values().stream().filter(term -> left(term).anyMatch(of -> of == year)).map(term -> term.id().value()).toArray(UUID[]::new);
        return ids.length == 0 ? Reading.known(Map.of()) : Query.of("""
                select s.teacher_id, s.term_id, o.program_id, o.category,
                       greatest(0, o.hours - coalesce((select sum(e.earned) from ledger.entry_card e
                                                        where e.teacher_id = s.teacher_id and e.program_id = o.program_id), 0)) as coming
                  from selection.selection s
                  join selection.offering o on o.offering_id = s.offering_id
                 where s.teacher_id = any (:teachers) and s.state = 'SELECTED' and s.term_id = any (:terms)
                """)
            .param("teachers", TeacherId.array(teachers)).param("terms", ids)
            .ofTeachers(row -> new Forecast.Coming(new ProgramId(row.getObject("program_id", UUID.class)), row.getString("category"),
                new CreditHours(row.getBigDecimal("coming")), besides(Objects.requireNonNull(known.get(new TermId(row.getObject("term_id", UUID.class)))), year)))
            .as(this::learnable);
    }

    private Map<TeacherId, List<Forecast.Coming>> learnable(Map<TeacherId, List<Forecast.Coming>> chosen) {
        var now = clock.instant();
        return chosen.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
            his -> his.getValue().stream().filter(it -> !programs.find(it.program()).isFrozen(now)).toList()));
    }

    @Override
    public Set<Integer> years(TeacherId teacher) {
        return choices.live(Set.of(teacher)).stream().filter(it -> it.state() == Choice.State.SELECTED).map(it -> terms.all().get(it.term())).filter(Objects::nonNull).distinct()
            .flatMap(this::left).collect(Collectors.toSet());
    }

    /** What some courses of a term would bring in that year, apart from what they have brought already. */
    List<Forecast.Coming> coming(TeacherId teacher, Term term, int year, List<Offering> chosen) {
        var earned = receipts.programs(teacher).stream().filter(it -> it.program() != null)
            .collect(Collectors.toMap(it -> Objects.requireNonNull(it.program()), it -> it.hours().earned()));
        var also = besides(term, year);
        return chosen.stream().map(it -> new Forecast.Coming(it.program(), it.category(), it.hours().minus(earned.getOrDefault(it.program().value(), CreditHours.ZERO)), also)).toList();
    }

    /** In which years what has been chosen in the term can still be learned: what is learned after its time counts when it is. */
    private Stream<Integer> left(Term term) {
        var now = clock.instant();
        return term.years(now).stream().map(year -> Math.max(year, now.atZone(Window.ZONE).getYear())).distinct();
    }

    /** In which other years. */
    private Set<Integer> besides(Term term, int year) {
        return left(term).filter(it -> it != year).collect(Collectors.toUnmodifiableSet());
    }

    /** The year whose gap is closed by what the term offers. */
    int yearOf(Term term) {
        return term.mostlyIn(clock.instant());
    }

    /**
     * Courses that would close the gap, as far as they can. First what a theme lacks, in a category that lacks something too where there is such
     * a course. Then again and again of the category that lacks most the longest that is not more than what is missing, else the shortest that
     * closes it; the last one that may be chosen closes it if it can. What the total lacks beyond the categories may come from any of them, in
     * the end; what a category lacks comes from no other one.
     *
     * @param free what he could have now, none of them twice
     * @param most how many more he may choose
     */
    static List<Offering> proposal(Forecast plan, List<Offering> free, int most) {
        var gap = new Gap(plan, free);
        while (gap.chosen.size() < most) {
            var next = gap.next(gap.chosen.size() == most - 1);
            if (next.isEmpty()) {
                break;
            }
            gap.take(next.get());
        }
        return gap.chosen;
    }

    /** What is missing while courses are proposed one after the other. */
    private static final class Gap {

        private final List<Offering> left;
        private final List<Offering> chosen = new ArrayList<>();
        private final Map<String, CreditHours> categories = new HashMap<>();
        private final Map<Forecast.Line, CreditHours> themes = new HashMap<>();
        private CreditHours beyond;

        Gap(Forecast plan, List<Offering> free) {
            left = new ArrayList<>(free);
            free.forEach(it -> categories.putIfAbsent(it.category(), plan.missing(it.category())));
            plan.themesLeft().forEach(theme -> themes.put(theme, theme.missing()));
            beyond = plan.beyond();
        }

        Optional<Offering> next(boolean isLast) {
            return ordered(themes, Comparator.comparing(Forecast.Line::code)).stream()
                .flatMap(theme -> ofTheme(theme, isLast).stream()).findFirst()
                .or(() -> ordered(categories, Comparator.naturalOrder()).stream()
                    .flatMap(category -> best(it -> it.category().equals(category), missing(category), isLast).stream()).findFirst())
                .or(() -> best(_ -> true, beyond, isLast));
        }

        private Optional<Offering> ofTheme(Forecast.Line theme, boolean isLast) {
            var lacks = themes.getOrDefault(theme, CreditHours.ZERO);
            Predicate<Offering> fills = it -> theme.programs().contains(it.program().value());
            return best(fills.and(it -> missing(it.category()).hundredths() > 0), lacks, isLast).or(() -> best(fills, lacks, isLast));
        }

        void take(Offering taken) {
            chosen.add(taken);
            beyond = beyond.minus(taken.hours().minus(missing(taken.category())));
            categories.computeIfPresent(taken.category(), (_, hours) -> hours.minus(taken.hours()));
            themes.replaceAll((theme, hours) -> theme.programs().contains(taken.program().value()) ? hours.minus(taken.hours()) : hours);
            left.removeIf(it -> it.equals(taken) || it.meetings().overlap(taken.meetings()));
        }

        private CreditHours missing(String category) {
            return categories.getOrDefault(category, CreditHours.ZERO);
        }

        /** What lacks most comes first. */
        private static <T> List<T> ordered(Map<T, CreditHours> missing, Comparator<T> then) {
            return missing.entrySet().stream().sorted(Map.Entry.<T, CreditHours>comparingByValue().reversed().thenComparing(Map.Entry::getKey, then))
                .map(Map.Entry::getKey).toList();
        }

        private Optional<Offering> best(Predicate<Offering> fits, CreditHours missing, boolean isLast) {
            if (missing.hundredths() <= 0) {
                return Optional.empty();
            }
            var fitting = left.stream().filter(fits).toList();
            var closing = fitting.stream().filter(it -> it.hours().compareTo(missing) >= 0).min(Comparator.comparing(Offering::hours).thenComparing(Offering::price));
            var within = fitting.stream().filter(it -> it.hours().compareTo(missing) <= 0)
                .max(Comparator.comparing(Offering::hours).thenComparing(Offering::price, Comparator.reverseOrder()));
            return isLast ? closing.or(() -> within) : within.or(() -> closing);
        }
    }
}
