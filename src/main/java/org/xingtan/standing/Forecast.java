package org.xingtan.standing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Reading;

/**
 * Where somebody will stand at the end of a year when he has learned all that he has chosen.
 *
 * @param standing as it is now
 * @param lines    of everything that is asked of him: each category, the total, each theme
 * @param chosen   what of it he has chosen and not learned yet, whether it is asked for or not
 */
public record Forecast(Standing standing, List<Line> lines, Chosen chosen) {

    /** What is chosen and not learned yet; whoever has people choose implements it. */
    public interface Ahead {

        /** Of everything that can still be learned in that year, wherever it was chosen; what can be learned in two years is there in both. */
        Reading<Map<TeacherId, List<Coming>>> of(Set<TeacherId> teachers, int year);

        /** In which years some of it can still be learned. */
        Set<Integer> years(TeacherId teacher);
    }

    /**
     * Hours that a program has still to bring.
     *
     * @param also other years in which they can be learned as well: they are foreseen in each, and count in one
     */
    public record Coming(ProgramId program, String category, CreditHours hours, Set<Integer> also) {}

    /** Hours that are foreseen in that year as well: the same hours, which count in one of the years alone. */
    public record Shared(int year, CreditHours hours) {}

    /** Hours of chosen courses that can be learned in a year. @param shared what of them other years foresee too, in their order */
    public record Chosen(CreditHours hours, List<Shared> shared) {

        static Chosen of(List<Coming> coming) {
            var shared = new TreeMap<Integer, CreditHours>();
            coming.stream().filter(it -> it.hours.hundredths() > 0).forEach(it -> it.also.forEach(year -> shared.merge(year, it.hours, CreditHours::plus)));
            return new Chosen(sum(coming.stream()), shared.entrySet().stream().map(it -> new Shared(it.getKey(), it.getValue())).toList());
        }
    }

    /** What chosen courses bring in another year, and cannot bring in the one that is looked at. */
    public record Beside(int year, Chosen chosen) {

        /** What years after that one foresee too; of those before it is said there. */
        public List<Shared> later() {
            return chosen.shared.stream().filter(it -> it.year > year).toList();
        }
    }

    /** What a line sums up. */
    public enum Kind { CATEGORY, TOTAL, THEME }

    /**
     * What is asked for, there, and coming.
     *
     * @param chosen   hours of chosen courses that are not earned yet
     * @param programs that fill it, of a theme; of the others whatever belongs to them does
     */
    public record Line(Kind kind, String code, Localized title, CreditHours need, CreditHours have, CreditHours chosen, Set<UUID> programs) {

        public CreditHours reached() {
            return have.plus(chosen);
        }

        public CreditHours missing() {
            return need.minus(reached());
        }

        public boolean isReached() {
            return reached().compareTo(need) >= 0;
        }
    }

    static Forecast of(Standing standing, List<Coming> coming) {
        var categories = standing.categories().stream().filter(Standing.Line::isAsked)
            .map(line -> line(Kind.CATEGORY, line, Set.of(), coming, it -> it.category().equals(line.code())));
        var total = Stream.of(standing.total()).filter(Standing.Line::isAsked).map(line -> line(Kind.TOTAL, line, Set.of(), coming, _ -> true));
        var themes = standing.themes().stream().filter(Standing.Line::isAsked).map(line -> {
            var programs = programs(standing, line.code());
            return line(Kind.THEME, line, programs, coming, it -> programs.contains(it.program().value()));
        });
        return new Forecast(standing, Stream.of(categories, total, themes).flatMap(it -> it).toList(), Chosen.of(coming));
    }

    private static CreditHours sum(Stream<Coming> coming) {
        return coming.map(Coming::hours).reduce(CreditHours.ZERO, CreditHours::plus);
    }

    private static Set<UUID> programs(Standing standing, String theme) {
        var requirement = standing.requirement();
        return requirement == null ? Set.of() : requirement.themes().stream().filter(it -> it.code().equals(theme)).findFirst()
            .map(AnnualRequirement.Theme::programs).map(Set::copyOf).orElse(Set.of());
    }

    private static Line line(Kind kind, Standing.Line line, Set<UUID> programs, List<Coming> coming, Predicate<Coming> counts) {
        var need = line.need();
        return new Line(kind, line.code(), line.title(), need == null ? CreditHours.ZERO : need, line.have(),
            sum(coming.stream().filter(counts)), programs);
    }

    /** Whether everything asked for will be there, the themes too. */
    public boolean isReached() {
        return lines.stream().allMatch(Line::isReached);
    }

    /** Whether he stands better by it than he does already. */
    public boolean isMore() {
        return lines.stream().anyMatch(line -> line.chosen().hundredths() > 0);
    }

    /** Everything together; empty where the year asks for no such sum. */
    public Optional<Line> total() {
        return of(Kind.TOTAL).findFirst();
    }

    /** What is still missing of a category; nothing where nothing is asked. */
    public CreditHours missing(String category) {
        return of(Kind.CATEGORY).filter(line -> line.code().equals(category)).map(Line::missing).findFirst().orElse(CreditHours.ZERO);
    }

    /** What the total lacks beyond what its categories lack: that may come from any of them, the rest from none but its own. */
    public CreditHours beyond() {
        var total = total().map(Line::missing).orElse(CreditHours.ZERO);
        return of(Kind.CATEGORY).map(Line::missing).reduce(total, CreditHours::minus);
    }

    /** What is not reached; the total only where reaching all the others would not reach it. */
    public List<Line> left() {
        return lines.stream().filter(line -> line.kind() == Kind.TOTAL ? beyond().hundredths() > 0 : !line.isReached()).toList();
    }

    /** The themes that are not reached. */
    public List<Line> themesLeft() {
        return of(Kind.THEME).filter(line -> !line.isReached()).toList();
    }

    /** What a category is called; its code where the year does not ask for it. */
    public Localized title(String category) {
        return of(Kind.CATEGORY).filter(line -> line.code().equals(category)).map(Line::title).findFirst().orElseGet(() -> new Localized(category, category));
    }

    private Stream<Line> of(Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind);
    }
}
