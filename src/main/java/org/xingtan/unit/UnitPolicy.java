package org.xingtan.unit;

import static org.xingtan.unit.UnitColumn.CODE;
import static org.xingtan.unit.UnitColumn.KIND;
import static org.xingtan.unit.UnitColumn.NAME;
import static org.xingtan.unit.UnitColumn.PARENT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.unit.Decision.Action;

/** Decides what becomes of all rows together: a row may stand under a unit that another row makes. */
final class UnitPolicy {

    static final int LONGEST_NAME = 100;

    /** GB/T 2260: two digits for the province, two for the city, two for the county; what is none is 00. */
    private static final Map<String, Pattern> DIVISIONS = Map.of("PROVINCE", Pattern.compile("[1-9]\\d0000"),
        "CITY", Pattern.compile("[1-9]\\d(?!00)\\d\\d00"), "COUNTY", Pattern.compile("[1-9]\\d{3}(?!00)\\d\\d"));

    /**
     * What the rows are looked at against.
     *
     * @param known   the units in charge, by their codes
     * @param taken   which of the rows' codes belong to any unit at all
     * @param kinds   which kind may lie under which
     * @param top     the unit the rows are for: new ones without a parent lie under it
     * @param keepsTop whether that unit itself may change
     */
    record Ground(Map<String, KnownUnit> known, Set<String> taken, Map<String, Set<String>> kinds, String top, boolean keepsTop) {}

    private final Ground ground;
    private final List<UnitFinding> findings = new ArrayList<>();
    private final Map<String, UnitRow> rows = new LinkedHashMap<>();
    private final Map<String, UnitFacts> after = new HashMap<>();
    private final Set<Integer> refused = new HashSet<>();

    /** @param read findings of the cells; what they refuse is refused */
    UnitPolicy(Ground ground, List<UnitFinding> read) {
        this.ground = ground;
        findings.addAll(read);
        read.stream().filter(UnitFinding::refuses).forEach(finding -> refused.add(finding.row()));
    }

    List<UnitFinding> findings() {
        return List.copyOf(findings);
    }

    List<Decision> decide(List<UnitRow> all) {
        all.forEach(this::lookAt);
        settle();
        return all.stream().map(this::decision).toList();
    }

    private void refuse(UnitRow row, @Nullable UnitColumn column, String code, Object... arguments) {
        refused.add(row.number());
        findings.add(UnitFinding.refusal(row.number(), column, code, arguments));
    }

    /** Each row by itself. */
    private void lookAt(UnitRow row) {
        var known = ground.known().get(row.code());
        if (row.code().isEmpty()) {
            refuse(row, CODE, "unit.code.missing");
        } else if (!OrganizationRow.isCode(row.code())) {
            refuse(row, CODE, "unit.code.shape");
        } else if (rows.containsKey(row.code())) {
            refuse(row, CODE, "unit.code.twice", rows.get(row.code()).number());
        } else if (known == null && ground.taken().contains(row.code())) {
            refuse(row, CODE, "unit.code.elsewhere");
        } else if (known != null && known.isClosed()) {
            refuse(row, CODE, "unit.closed");
        } else {
            rows.put(row.code(), row);
            var facts = known == null ? row.anew(ground.top()) : row.over(known.facts());
            after.put(row.code(), facts);
            lookAt(row, known, facts);
        }
    }

    private void lookAt(UnitRow row, @Nullable KnownUnit known, UnitFacts facts) {
        if (facts.name().isEmpty()) {
            refuse(row, NAME, "unit.name.missing");
        } else if (facts.name().length() > LONGEST_NAME) {
            refuse(row, NAME, "unit.name.long", LONGEST_NAME);
        }
        if (!ground.kinds().containsKey(facts.kind())) {
            refuse(row, KIND, "unit.kind.missing");
        } else if (DIVISIONS.containsKey(facts.kind()) && !DIVISIONS.get(facts.kind()).matcher(row.code()).matches()
            && (known == null || !known.facts().kind().equals(facts.kind()))) {
            refuse(row, CODE, "unit.code.division");
        }
        if (known != null && row.code().equals(ground.top()) && !facts.equals(known.facts())
            && !(ground.keepsTop() && Objects.equals(facts.parent(), known.facts().parent()))) {
            refuse(row, null, "unit.top");
        }
    }

    /** What depends on other rows, until nothing more is refused. */
    private void settle() {
        int before;
        do {
            before = refused.size();
            rows.values().stream().filter(row -> !refused.contains(row.number())).forEach(this::lookAtPlace);
        } while (refused.size() > before);
    }

    private void lookAtPlace(UnitRow row) {
        var facts = after.get(row.code());
        var known = ground.known().get(row.code());
        if (known != null && facts.equals(known.facts())) {
            return;
        }
        if (row.code().equals(ground.top())) {
            lookAtChildren(row, facts, known);
            return;
        }
        var parent = facts.parent();
        var above = parent == null ? null : factsOf(parent);
        if (parent == null || above == null && !rows.containsKey(parent)) {
            refuse(row, PARENT, "unit.parent.unknown", String.valueOf(parent));
        } else if (above == null) {
            refuse(row, PARENT, "unit.parent.refused", parent);
        } else if (ground.known().containsKey(parent) && ground.known().get(parent).isClosed()) {
            refuse(row, PARENT, "unit.parent.closed", parent);
        } else if (!ground.kinds().get(facts.kind()).contains(above.kind())) {
            refuse(row, PARENT, "unit.parent.kind", facts.kind(), above.kind());
        } else if (isBelowItself(row.code())) {
            refuse(row, PARENT, "unit.parent.itself");
        } else {
            lookAtChildren(row, facts, known);
        }
    }

    private void lookAtChildren(UnitRow row, UnitFacts facts, @Nullable KnownUnit known) {
        if (known != null && !known.facts().kind().equals(facts.kind())) {
            ground.known().values().stream().map(KnownUnit::code).filter(code -> row.code().equals(parentOf(code)))
                .filter(code -> !ground.kinds().get(factsOf(code).kind()).contains(facts.kind())).findFirst()
                .ifPresent(code -> refuse(row, KIND, "unit.kind.children", code));
        }
    }

    /** As it will be; null when there is no such unit, or its row is refused and it is not there yet. */
    private @Nullable UnitFacts factsOf(String code) {
        var row = rows.get(code);
        if (row != null && !refused.contains(row.number())) {
            return after.get(code);
        }
        var known = ground.known().get(code);
        return known == null ? null : known.facts();
    }

    private @Nullable String parentOf(String code) {
        var facts = factsOf(code);
        return facts == null ? null : facts.parent();
    }

    private boolean isBelowItself(String code) {
        var seen = new HashSet<String>();
        for (var at = parentOf(code); at != null && seen.add(at); at = parentOf(at)) {
            if (at.equals(code)) {
                return true;
            }
        }
        return false;
    }

    private Decision decision(UnitRow row) {
        if (refused.contains(row.number())) {
            return new Decision(row, Action.REFUSED, null);
        }
        var facts = after.get(row.code());
        var known = ground.known().get(row.code());
        if (known == null) {
            return new Decision(row, Action.CREATE, facts);
        }
        if (facts.equals(known.facts())) {
            return new Decision(row, Action.UNCHANGED, facts);
        }
        return new Decision(row, Objects.equals(facts.parent(), known.facts().parent()) ? Action.CHANGE : Action.MOVE, facts);
    }
}
