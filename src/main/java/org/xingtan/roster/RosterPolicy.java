package org.xingtan.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.IncomingPeople.Begin;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.KnownPeople.Employment;
import org.xingtan.directory.KnownPeople.Known;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.roster.Decision.Action;
import org.xingtan.roster.Decision.Asking;

/** Decides what becomes of a row, from what it says and what the directory knows of the person. */
final class RosterPolicy {

    private final Scope subtree;
    private final LocalDate today;

    /** @param subtree the units that the import is for */
    RosterPolicy(Scope subtree, LocalDate today) {
        this.subtree = subtree;
        this.today = today;
    }

    Decision decide(RosterRow row, @Nullable Known known) {
        if (known == null) {
            return row.isEnding() ? Decision.unchanged(note(row, "roster.nobody")) : create(row);
        }
        var newest = known.newest();
        var inService = newest != null && newest.isInService(today);
        if (inService && row.since() != null && row.since().isBefore(newest.since())) {
            return Decision.refused(RowFinding.refusal(row.number(), null, "roster.since.before", newest.since()));
        }
        if (row.isEnding()) {
            return inService ? end(row, known, newest) : Decision.unchanged();
        }
        if (!inService) {
            return comeBack(row, known);
        }
        if (newest.organization().equals(row.unit().id())) {
            return goOn(row, known, newest);
        }
        return subtree.contains(newest.path()) ? move(row, known, newest) : ask(row, known, newest);
    }

    private static RowFinding note(RosterRow row, String code, Object... arguments) {
        return RowFinding.note(row.number(), null, code, arguments);
    }

    private Decision create(RosterRow row) {
        var since = row.since() != null ? row.since() : row.hiredOn() != null ? row.hiredOn() : today;
        return new Decision(Action.CREATE, new Incoming(row.number(), TeacherId.next(), false, List.of(), row.document(), row.name(), row.sex(),
            row.bornOn(), row.hiredOn(), row.title(), row.phone(), row.stage(), row.subject(), null,
            new Begin(row.unit().id(), row.state(), since), row.posts()), null, List.of());
    }

    private Decision end(RosterRow row, Known known, Employment newest) {
        if (!newest.organization().equals(row.unit().id())) {
            return Decision.unchanged(note(row, "roster.ended-elsewhere"));
        }
        return new Decision(Action.RETIRE, incoming(row, known, List.of("state"), begin(row), newest.posts()), null, List.of());
    }

    private Decision comeBack(RosterRow row, Known known) {
        var changed = new ArrayList<>(changed(row, known));
        changed.add("unit");
        var newest = known.newest();
        if (!row.name().equals(known.name()) && (newest == null || !subtree.contains(newest.path()))) {
            return Decision.refused(RowFinding.refusal(row.number(), null, "roster.name.other"));
        }
        var earliest = newest == null ? null : newest.until() == null ? newest.since() : newest.until();
        var begin = begin(row);
        if (earliest != null && begin.since().isBefore(earliest)) {
            return Decision.refused(RowFinding.refusal(row.number(), null, "roster.since.before", earliest));
        }
        return new Decision(Action.CREATE, incoming(row, known, changed, begin, row.posts()), null, findings(row, known, note(row, "roster.comes-back")));
    }

    private Decision goOn(RosterRow row, Known known, Employment newest) {
        var changed = new ArrayList<>(changed(row, known));
        var posts = row.posts().isEmpty() || Set.copyOf(row.posts()).equals(Set.copyOf(newest.posts())) ? null : row.posts();
        var begin = row.state().equals(newest.state()) ? null : begin(row);
        if (posts != null) {
            changed.add("posts");
        }
        if (begin != null) {
            changed.add("state");
        }
        if (changed.isEmpty()) {
            return Decision.unchanged();
        }
        var kept = begin != null && posts == null ? newest.posts() : posts;
        return new Decision(Action.CHANGE, incoming(row, known, changed, begin, kept), null, findings(row, known));
    }

    private Decision move(RosterRow row, Known known, Employment newest) {
        var changed = new ArrayList<>(changed(row, known));
        changed.add("unit");
        return new Decision(Action.TRANSFER, incoming(row, known, changed, begin(row), row.posts()), null,
            findings(row, known, note(row, "roster.transfer.inside")));
    }

    /** A number of somebody else, who is not one's own, is a slip of the pen; nothing of his is shown. */
    private Decision ask(RosterRow row, Known known, Employment newest) {
        if (!row.name().equals(known.name())) {
            return Decision.refused(RowFinding.refusal(row.number(), null, "roster.name.other"));
        }
        return new Decision(Action.TRANSFER, null, new Asking(known.id(), newest.organization(), row), List.of(note(row, "roster.transfer.asks")));
    }

    private Begin begin(RosterRow row) {
        return new Begin(row.unit().id(), row.state(), row.since() == null ? today : row.since());
    }

    private static Incoming incoming(RosterRow row, Known known, List<String> changed, @Nullable Begin begin, @Nullable List<String> posts) {
        return new Incoming(row.number(), known.id(), true, changed, null, row.name(), row.sex(), row.bornOn(), row.hiredOn(), row.title(),
            row.phone(), row.stage(), row.subject(), known.newest() == null ? null : known.newest().id(), begin, posts);
    }

    private static List<RowFinding> findings(RosterRow row, Known known, RowFinding... more) {
        var findings = new ArrayList<>(List.of(more));
        if (!row.name().equals(known.name())) {
            findings.add(note(row, "roster.name.changes", known.name()));
        }
        return findings;
    }

    /** What of the person himself is new; what the row leaves out stays. */
    private static List<String> changed(RosterRow row, Known known) {
        var changed = new ArrayList<String>();
        add(changed, "name", row.name(), known.name());
        add(changed, "sex", row.sex(), known.sex());
        add(changed, "born", row.bornOn(), known.bornOn());
        add(changed, "hired", row.hiredOn(), known.hiredOn());
        add(changed, "title", row.title(), known.title());
        add(changed, "phone", row.phone(), known.phone());
        add(changed, "stage", row.stage(), known.stage());
        add(changed, "subject", row.subject(), known.subject());
        return changed;
    }

    private static void add(List<String> changed, String what, @Nullable Object said, @Nullable Object there) {
        if (said != null && !Objects.equals(said, there)) {
            changed.add(what);
        }
    }
}
