package org.xingtan.qualification;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.workbook.WrittenDate;

/** Use case: the operator says of a kind how long it is valid, where the law asks for it, and since when people have to hold it. */
@Component
public class ChangeKind {

    private static final int LONGEST_BASIS = 200;

    private final Kinds kinds;
    private final Access access;
    private final AuditTrail trail;

    ChangeKind(Kinds kinds, Access access, AuditTrail trail) {
        this.kinds = kinds;
        this.access = access;
        this.trail = trail;
    }

    /** As it was typed. */
    public record Form(@Nullable String months, @Nullable String basis, @Nullable String from) {

        public Form {
            months = months == null ? "" : months.strip();
            basis = basis == null ? "" : basis.strip();
            from = from == null ? "" : from.strip();
        }

        private Optional<LocalDate> day() {
            return WrittenDate.parse(from);
        }

        private Verdict verdict() {
            return Verdict.of(
                Condition.of("qualification.kind.months", months.isEmpty() || months.matches("[1-9][0-9]{0,2}") && Integer.parseInt(months) <= 600),
                Condition.of("qualification.kind.basis", !basis.isEmpty() && basis.length() <= LONGEST_BASIS && StorableText.is(basis), LONGEST_BASIS),
                Condition.of("qualification.kind.from", from.isEmpty() || day().isPresent()));
        }
    }

    boolean may(Actor actor) {
        return !access.scope(actor, Task.OPERATE).isEmpty();
    }

    /** The same again: nothing more. @throws NotFound for whoever does not run the platform */
    @Transactional
    public void change(Actor actor, String code, Form form) {
        if (!may(actor)) {
            throw new NotFound(code);
        }
        form.verdict().orRefuse();
        var before = kinds.find(code).orElseThrow(() -> new NotFound(code));
        var after = new Kind(code, before.title(), before.posts(), before.onlyIn(), before.notIn(),
            form.months().isEmpty() ? null : Integer.valueOf(form.months()), form.basis(), form.day().orElse(null));
        if (!after.equals(before)) {
            kinds.change(after);
            trail.record(actor, "qualification.kind", "qualification:" + code, null, facts(before), facts(after));
        }
    }

    private static Map<String, @Nullable Object> facts(Kind kind) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("kind", kind.code());
        facts.put("months", kind.months());
        facts.put("basis", kind.basis());
        facts.put("from", kind.askedFrom());
        return facts;
    }
}
