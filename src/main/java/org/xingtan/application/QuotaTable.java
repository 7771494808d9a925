package org.xingtan.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
 */
public record QuotaTable(Top top, List<Row> rows) {

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
     */
    public record Row(Unit unit, @Nullable String subject, boolean eachSchool, int places) {

        boolean isWhole() {
            return subject == null && !eachSchool;
        }

        boolean isSame(Row other) {
            return unit.id().equals(other.unit.id()) && Objects.equals(subject, other.subject) && eachSchool == other.eachSchool;
        }
    }

    public QuotaTable {
        rows = rows.stream().sorted(Comparator.comparing((Row row) -> row.unit().path()).thenComparing(Row::eachSchool)
            .thenComparing(Row::subject, Comparator.nullsFirst(Comparator.naturalOrder()))).toList();
    }

    QuotaTable with(Row row) {
        var others = new ArrayList<>(rows.stream().filter(it -> !it.isSame(row)).toList());
        others.add(row);
        return new QuotaTable(top, others);
    }

    QuotaTable without(Row row) {
        return new QuotaTable(top, rows.stream().filter(it -> !it.isSame(row)).toList());
    }

    /** The row for all of an organization. */
    Optional<Row> whole(OrganizationId organization) {
        return rows.stream().filter(row -> row.isWhole() && row.unit().id().equals(organization)).findFirst();
    }

    /** Rows right below a row, for the same: none of them lies below another one. @param above null for those right below the call */
    List<Row> below(@Nullable Row above, @Nullable String subject) {
        Predicate<Row> same = row -> !row.eachSchool() && Objects.equals(row.subject(), subject) && (above == null || row.unit().isBelow(above.unit().path()));
        var inside = rows.stream().filter(same).toList();
        return inside.stream().filter(row -> inside.stream().noneMatch(other -> row.unit().isBelow(other.unit().path()))).toList();
    }

    /** Everything that must hold, with its figures. */
    public Verdict verdict() {
        var conditions = new ArrayList<Condition>();
        rows.forEach(row -> conditions.addAll(placed(row)));
        sums(null, null, conditions);
        rows.stream().map(Row::subject).filter(Objects::nonNull).distinct().forEach(subject -> sums(null, subject, conditions));
        subjects(conditions);
        return Verdict.of(conditions);
    }

    private List<Condition> placed(Row row) {
        var unit = row.unit();
        var wrong = new ArrayList<Condition>();
        var within = unit.isBelow(top.path()) || !row.isWhole() && unit.path().equals(top.path());
        if (!within) {
            wrong.add(Condition.of("application.quota.within", false, unit.name(), top.name()));
        } else if (unit.isAuthority() && !unit.path().equals(top.path()) && unit.path().substring(top.path().length() + 1).contains(".")) {
            wrong.add(Condition.of("application.quota.decides", false, unit.name()));
        }
        if (row.subject() != null && !unit.path().equals(top.path()) && whole(unit.id()).isEmpty()) {
            wrong.add(Condition.of("application.quota.own", false, unit.name()));
        }
        if (row.eachSchool() && row.places() > capacity(unit)) {
            wrong.add(Condition.of("application.quota.each", false, unit.name(), row.places(), capacity(unit)));
        }
        return wrong;
    }

    private int capacity(Unit unit) {
        return whole(unit.id()).map(Row::places).orElse(top.places());
    }

    private void sums(@Nullable Row above, @Nullable String subject, List<Condition> conditions) {
        var below = below(above, subject);
        if (below.isEmpty()) {
            return;
        }
        var sum = below.stream().mapToInt(Row::places).sum();
        var most = above == null ? top.places() : above.places();
        conditions.add(Condition.of("application.quota.sum", sum <= most, above == null ? top.name() : above.unit().name(), sum, most));
        below.forEach(row -> sums(row, subject, conditions));
    }

    private void subjects(List<Condition> conditions) {
        var sums = new LinkedHashMap<Unit, Integer>();
        rows.stream().filter(row -> row.subject() != null).forEach(row -> sums.merge(row.unit(), row.places(), Integer::sum));
        sums.forEach((unit, sum) -> conditions.add(Condition.of("application.quota.subjects", sum <= capacity(unit), unit.name(), sum, capacity(unit))));
    }
}
