package org.xingtan.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Verdict;

/**
 * How the places of a call are divided: among organizations down the tree, there among subjects, and how many of each school at most. What
 * lies below never has more than what lies above.
 *
 * @param subjects what subjects are called, by their codes
 */
public record QuotaTable(Top top, List<Row> rows, Map<String, Localized> subjects) {

    /** Whose places these are. */
    public record Top(OrganizationId owner, String path, Localized name, int places) {}

    /** An organization with places. @param kind a code of {@code directory.organization_kind} */
    public record Unit(OrganizationId id, String code, String path, String kind, Localized name) {

        private static final Set<String> AUTHORITIES = Set.of("NATION", "PROVINCE", "CITY", "COUNTY");

        boolean isAuthority() {
            return AUTHORITIES.contains(kind);
        }

        boolean isBelow(String other) {
            return path.startsWith(other + ".");
        }
    }

    /**
     * One line of the table.
     *
     * @param subject    null for all of the organization
     * @param eachSchool whether so many are for each school below, and not for all together
     * @param granted    how many the caller has given here himself; null when only somebody below him has
     */
    public record Row(Unit unit, @Nullable String subject, boolean eachSchool, int places, @Nullable Integer granted) {

        boolean isWhole() {
            return subject == null && !eachSchool;
        }

        List<?> key() {
            return List.of(unit.id(), subject == null ? "" : subject, eachSchool);
        }

        boolean isSame(Row other) {
            return unit.id().equals(other.unit.id()) && Objects.equals(subject, other.subject) && eachSchool == other.eachSchool;
        }
    }

    public QuotaTable {
        rows = rows.stream().sorted(Comparator.comparing((Row row) -> row.unit().path()).thenComparing(Row::eachSchool)
            .thenComparing(Row::subject, Comparator.nullsFirst(Comparator.naturalOrder()))).toList();
    }

    /** The same call with other lines. */
    QuotaTable of(List<Row> others) {
        return new QuotaTable(top, others, subjects);
    }

    /** The same lines under so many places. */
    QuotaTable under(int places) {
        return new QuotaTable(new Top(top.owner, top.path, top.name, places), rows, subjects);
    }

    QuotaTable with(Row row) {
        var others = new ArrayList<>(rows.stream().filter(it -> !it.isSame(row)).toList());
        others.add(row);
        return of(others);
    }

    QuotaTable without(Row row) {
        return of(rows.stream().filter(it -> !it.isSame(row)).toList());
    }

    /** A line as the caller writes it, or as somebody below him does: what the caller had given there himself stays in mind. */
    Row written(Row row, boolean byCaller) {
        var granted = byCaller ? Integer.valueOf(row.places()) : rows.stream().filter(row::isSame).findFirst().map(Row::granted).orElse(null);
        return new Row(row.unit(), row.subject(), row.eachSchool(), row.places(), granted);
    }

    /** Whether the caller has given a school places of its own, so that it is not one of those of which each has so many. */
    boolean isNamed(OrganizationId school) {
        return whole(school).map(Row::granted).isPresent();
    }

    /** The line that leaves each school the fewest. */
    Optional<Row> each(Unit school) {
        return rows.stream().filter(row -> row.eachSchool() && school.isBelow(row.unit().path())).min(Comparator.comparingInt(Row::places));
    }

    /** The row for all of an organization. */
    Optional<Row> whole(OrganizationId organization) {
        return rows.stream().filter(row -> row.isWhole() && row.unit().id().equals(organization)).findFirst();
    }

    /** The row for all of the nearest organization above. */
    Optional<Row> above(Row row) {
        return rows.stream().filter(it -> it.isWhole() && row.unit().isBelow(it.unit().path())).max(Comparator.comparingInt(it -> it.unit().path().length()));
    }

    /** Rows right below a row, for the same: none of them lies below another one. @param above null for those right below the call */
    List<Row> below(@Nullable Row above, @Nullable String subject) {
        Predicate<Row> same = row -> !row.eachSchool() && Objects.equals(row.subject(), subject) && (above == null || row.unit().isBelow(above.unit().path()));
        var inside = rows.stream().filter(same).toList();
        return inside.stream().filter(row -> inside.stream().noneMatch(other -> row.unit().isBelow(other.unit().path()))).toList();
    }

    /**
     * Something that must hold.
     *
     * @param of   what it is about: the same in every table of the call
     * @param over by how much it does not hold; 0 or less when it does
     */
    record Check(Condition condition, List<?> of, int over) {

        static Check of(String code, List<?> about, int over, Object... arguments) {
            return new Check(Condition.of(code, over <= 0, arguments), List.of(code, about), over);
        }

        boolean isWorseThan(List<Check> before) {
            return over > 0 && before.stream().noneMatch(it -> it.of.equals(of) && it.over >= over);
        }
    }

    /** Everything that must hold, with its figures. */
    public Verdict verdict() {
        return Verdict.of(checks().stream().map(Check::condition).toList());
    }

    /** What must hold when somebody makes this table of another one: what a move of units has broken need not be mended at once, nor get worse. */
    Verdict after(QuotaTable before) {
        return Verdict.of(worse(before.checks(), checks()));
    }

    /** Of the checks those that hold, and those that hold less than before. */
    static List<Condition> worse(List<Check> before, List<Check> after) {
        return after.stream().filter(it -> it.over() <= 0 || it.isWorseThan(before)).map(Check::condition).toList();
    }

    List<Check> checks() {
        var checks = new ArrayList<Check>();
        rows.forEach(row -> checks.addAll(placed(row)));
        rows.forEach(row -> capped(row).ifPresent(checks::add));
        sums(null, null, checks);
        rows.stream().map(Row::subject).filter(Objects::nonNull).distinct().forEach(subject -> sums(null, subject, checks));
        subjects(checks);
        return checks;
    }

    private List<Check> placed(Row row) {
        var unit = row.unit();
        var wrong = new ArrayList<Check>();
        var within = unit.isBelow(top.path()) || !row.isWhole() && unit.path().equals(top.path());
        if (!within) {
            wrong.add(Check.of("application.quota.within", row.key(), 1, unit.name(), top.name()));
        } else if (unit.isAuthority() && !unit.path().equals(top.path()) && unit.path().substring(top.path().length() + 1).contains(".")) {
            wrong.add(Check.of("application.quota.decides", row.key(), 1, unit.name()));
        }
        if (row.subject() != null && !unit.path().equals(top.path()) && whole(unit.id()).isEmpty()) {
            wrong.add(Check.of("application.quota.own", row.key(), 1, unit.name()));
        }
        if (row.eachSchool() && row.places() > capacity(unit)) {
            wrong.add(Check.of("application.quota.each", row.key(), row.places() - capacity(unit), unit.name(), row.places(), capacity(unit)));
        }
        return wrong;
    }

    /** A school has no more than the caller lets each have, or has given it himself. */
    private Optional<Check> capped(Row row) {
        return each(row.unit()).filter(_ -> row.isWhole() && !row.unit().isAuthority()).map(each -> {
            var most = Math.max(each.places(), Objects.requireNonNullElse(row.granted(), 0));
            return Check.of("application.quota.cap", row.key(), row.places() - most, row.unit().name(), row.places(), most, each.unit().name(), each.places(), top.name());
        });
    }

    /** Whose places a finding is about: a unit's, or those that it has for a subject. */
    Localized called(Localized unit, @Nullable String subject) {
        if (subject == null) {
            return unit;
        }
        var title = subjects.getOrDefault(subject, new Localized(subject, null));
        return new Localized(unit.chinese() + "（" + title.chinese() + "）", unit.in(Locale.ENGLISH) + " (" + title.in(Locale.ENGLISH) + ")");
    }

    private int capacity(Unit unit) {
        return whole(unit.id()).map(Row::places).orElse(top.places());
    }

    private void sums(@Nullable Row above, @Nullable String subject, List<Check> checks) {
        var below = below(above, subject);
        if (below.isEmpty()) {
            return;
        }
        var sum = below.stream().mapToInt(Row::places).sum();
        var most = above == null ? top.places() : above.places();
        checks.add(Check.of("application.quota.sum", List.of(above == null ? "" : above.unit().id(), subject == null ? "" : subject), sum - most,
            called(above == null ? top.name() : above.unit().name(), subject), sum, most));
        below.forEach(row -> sums(row, subject, checks));
    }

    private void subjects(List<Check> checks) {
        var sums = new LinkedHashMap<Unit, Integer>();
        rows.stream().filter(row -> row.subject() != null).forEach(row -> sums.merge(row.unit(), row.places(), Integer::sum));
        sums.forEach((unit, sum) -> checks.add(Check.of("application.quota.subjects", List.of(unit.id()), sum - capacity(unit), unit.name(), sum, capacity(unit))));
    }
}
