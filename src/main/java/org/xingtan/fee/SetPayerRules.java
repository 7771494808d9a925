package org.xingtan.fee;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;

/** Use case: an authority lays down who pays for which category. What has been issued before stays as it is. */
@Component
public class SetPayerRules {

    static final int BASIS = 200;
    static final int REMITTANCE = 300;
    static final int LONGEST = 365;
    private static final int MOST = 20;

    /** As it was typed: one category, payer and basis after the other; a category without a payer is left out. */
    public record Typed(@Nullable String since, @Nullable String remittance, @Nullable String days, @Nullable List<String> category, @Nullable List<String> payer,
                        @Nullable List<String> basis) {

        private static String at(@Nullable List<String> list, int i) {
            return list == null || i >= list.size() ? "" : list.get(i).strip();
        }

        List<PayerRules.Line> lines() {
            var lines = new ArrayList<PayerRules.Line>();
            for (var i = 0; category != null && i < category.size(); i++) {
                var by = at(payer, i);
                if (!by.isEmpty() && !at(category, i).isEmpty()) {
                    lines.add(new PayerRules.Line(at(category, i), payer(by), at(basis, i)));
                }
            }
            return lines;
        }

        private static Payer payer(String name) {
            try {
                return Payer.valueOf(name);
            } catch (IllegalArgumentException e) {
                throw new NotFound(name);
            }
        }
    }

    private final PayerRuleBook book;
    private final Organizations organizations;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    SetPayerRules(PayerRuleBook book, Organizations organizations, Access access, AuditTrail audit, Clock clock) {
        this.book = book;
        this.organizations = organizations;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Said again as it is in force, it stays one version.
     *
     * @throws NotFound when the authority is none of the actor's
     */
    @Transactional
    public void set(Actor actor, OrganizationId authority, Typed typed) {
        access.require(actor, Task.SETTLE_FEES, authority);
        var card = organizations.find(authority).orElseThrow(() -> new NotFound(authority));
        var since = day(typed.since());
        var lines = typed.lines();
        var remittance = Objects.requireNonNullElse(typed.remittance(), "").strip();
        check(lines, since, remittance, typed.days());
        var rules = new PayerRules(authority, card.path(), new Localized(card.name(), card.nameEn()), 0, since.orElseThrow(), remittance,
            Integer.parseInt(Objects.requireNonNull(typed.days())), lines,
            actor.personName(), Instant.EPOCH);
        var before = book.of(authority).stream().findFirst();
        if (before.filter(it -> isSame(it, rules)).isPresent()) {
            return;
        }
        var version = book.add(rules, actor, clock.instant());
        audit.record(actor, "fee.rules", "organization:" + authority, card.path(), before.map(SetPayerRules::told).orElse(null),
            Map.of("version", version, "since", rules.since().toString(), "payers", told(rules)));
    }

    private static void check(List<PayerRules.Line> lines, Optional<LocalDate> since, String remittance, @Nullable String days) {
        Verdict.of(
            Condition.of("fee.rules.since", since.isPresent()),
            Condition.of("fee.rules.some", !lines.isEmpty() && lines.size() <= MOST, MOST),
            Condition.of("fee.rules.category", lines.stream().allMatch(line -> line.category().matches("[A-Z][A-Z0-9_-]{0,39}"))),
            Condition.of("fee.rules.once", lines.stream().map(PayerRules.Line::category).distinct().count() == lines.size()),
            Condition.of("fee.rules.basis", lines.stream().allMatch(line -> isText(line.basis(), 2, BASIS)), BASIS),
            Condition.of("fee.rules.days", days != null && days.matches("[1-9][0-9]{0,2}") && Integer.parseInt(days) <= LONGEST, LONGEST),
            Condition.of("fee.rules.remittance", isText(remittance, 0, REMITTANCE), REMITTANCE)).orRefuse();
    }

    private static Map<String, String> told(PayerRules rules) {
        return rules.lines().stream().collect(Collectors.toMap(PayerRules.Line::category, line -> line.payer().name()));
    }

    private static boolean isSame(PayerRules one, PayerRules other) {
        return one.since().equals(other.since()) && one.remittance().equals(other.remittance()) && one.days() == other.days()
            && new TreeSet<>(one.lines().stream().map(Object::toString).toList()).equals(new TreeSet<>(other.lines().stream().map(Object::toString).toList()));
    }

    static Optional<LocalDate> day(@Nullable String text) {
        try {
            var day = LocalDate.parse(text == null ? "" : text.strip());
            return day.getYear() < 2000 || day.getYear() > 2200 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Counted in characters, as the database counts them: what it would refuse is said before. */
    static boolean isText(@Nullable String text, int shortest, int longest) {
        var stripped = text == null ? "" : text.strip();
        var length = stripped.codePointCount(0, stripped.length());
        return length >= shortest && length <= longest && (text == null || StorableText.is(text));
    }
}
