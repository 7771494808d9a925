package org.xingtan.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.ScanState;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * Whether a claim can be recognized, and for how many hours. One ruling is shown before it is sent, decides when it is, is shown to
 * whoever reviews, and decides once more before the hours are posted.
 */
@Component
class ClaimRules {

    /** What the rules look at. @param year what the authority asks for in the year of the last day */
    record Facts(Kind kind, Kind.Policy policy, ClaimForm.Typed typed, Year year, LocalDate today, CreditHours yearUsed, List<Claim> besides, Papers papers) {}

    /**
     * The year that a claim counts in.
     *
     * @param categories codes of those that are asked for
     * @param theme      the one that was chosen; null for none
     * @param closed     whether nothing is posted for it any more
     */
    record Year(Set<String> categories, @Nullable Theme theme, boolean closed) {}

    /** A theme that was chosen. @param asked whether the year asks for it */
    record Theme(Localized title, boolean asked) {}

    /**
     * The files of a claim.
     *
     * @param named  how many were named
     * @param own    those of them that the person has brought himself
     * @param mine   titles of his other claims that rest on one of them
     * @param others how many claims of others do
     * @param needed whether there have to be any
     */
    record Papers(int named, List<DocumentCard> own, List<String> mine, int others, boolean needed) {}

    /**
     * What comes of a claim.
     *
     * @param converted  by its kind alone
     * @param recognized what is left of it of its kind's year
     */
    record Ruling(Verdict verdict, CreditHours converted, CreditHours recognized) {}

    private final Claims claims;
    private final Evidence evidence;
    private final Kinds kinds;
    private final ObjectProvider<YearClosed> closed;
    private final Clock clock;

    ClaimRules(Claims claims, Evidence evidence, Kinds kinds, ObjectProvider<YearClosed> closed, Clock clock) {
        this.claims = claims;
        this.evidence = evidence;
        this.kinds = kinds;
        this.closed = closed;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    /** @param self the claim itself, when there is one already */
    Ruling ruling(TeacherId teacher, @Nullable UUID self, Kind kind, ClaimForm.Typed typed) {
        return ruling(teacher, self, kind, typed, papers(self, kind, evidence.brought(teacher, typed.evidence()), typed.evidence().size(), teacher));
    }

    /** As it stands. */
    Ruling ruling(Claim claim) {
        var kind = kinds.get(claim.jurisdiction(), claim.kind(), claim.kindVersion());
        var files = evidence.of(claim.teacher(), claim.id());
        var typed = ClaimForm.of(claim, List.of()).typed();
        var papers = claim.imported() == null ? papers(claim.id(), kind, files, files.size(), claim.teacher()) : new Papers(0, List.of(), List.of(), 0, false);
        return ruling(claim.teacher(), claim.id(), kind, typed, papers);
    }

    /** What a provider says of somebody rests on the workbook. */
    Ruling reported(TeacherId teacher, Kind kind, ClaimForm.Typed typed) {
        return ruling(teacher, null, kind, typed, new Papers(0, List.of(), List.of(), 0, false));
    }

    private Ruling ruling(TeacherId teacher, @Nullable UUID self, Kind kind, ClaimForm.Typed typed, Papers papers) {
        var year = typed.to().getYear();
        return rule(new Facts(kind, kinds.policy(kind.jurisdiction()), typed, new Year(kinds.categories(kind.jurisdiction(), year).keySet(),
            theme(kind.jurisdiction(), year, typed.theme()), closed.stream().anyMatch(it -> it.isClosed(teacher, year))),
            today(), claims.recognized(teacher, kind.jurisdiction(), kind.code(), year, self), claims.besides(teacher, self, typed, kind.needsPresence()), papers));
    }

    private @Nullable Theme theme(OrganizationId jurisdiction, int year, @Nullable String code) {
        return code == null ? null : Optional.ofNullable(kinds.themes(jurisdiction, year).get(code)).map(title -> new Theme(title, true))
            .orElseGet(() -> new Theme(kinds.theme(jurisdiction, code), false));
    }

    private Papers papers(@Nullable UUID self, Kind kind, List<DocumentCard> own, int named, TeacherId teacher) {
        var uses = evidence.uses(own, self);
        return new Papers(named, own, uses.stream().filter(use -> use.teacher().equals(teacher)).map(Evidence.Use::title).distinct().toList(),
            (int) uses.stream().filter(use -> !use.teacher().equals(teacher)).map(Evidence.Use::claim).distinct().count(), kind.evidenceFiles() > 0);
    }

    /** The rules alone. */
    static Ruling rule(Facts facts) {
        var kind = facts.kind();
        var typed = facts.typed();
        var converted = kind.convert(typed.hours(), typed.days());
        var recognized = held(facts, converted);
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("recognition.category", kind.takes(typed.category()) && facts.year().categories().contains(typed.category()), kind.title(), typed.category()));
        var theme = facts.year().theme();
        if (theme != null) {
            conditions.add(Condition.of("recognition.theme", theme.asked(), theme.title(), typed.to().getYear()));
        }
        conditions.add(Condition.of("recognition.past", !typed.to().isAfter(facts.today()), typed.to()));
        conditions.add(Condition.of("recognition.year-open", !facts.year().closed(), typed.to().getYear()));
        if (kind.isOfDays()) {
            var most = facts.policy().hours(typed.days());
            conditions.add(Condition.of("recognition.day-limit", typed.hours().compareTo(most) <= 0, facts.policy().dayHours(), typed.days(), most, typed.hours())
                .withNeed("≤ " + most, typed.hours().toString()));
        }
        conditions.addAll(alone(facts));
        conditions.addAll(papers(facts));
        conditions.add(converts(facts, converted, recognized));
        return new Ruling(Verdict.of(conditions).from(kind.basis()), converted, recognized);
    }

    /** What is left of the kind in this year. What its days hold the ledger knows. */
    private static CreditHours held(Facts facts, CreditHours converted) {
        var yearHours = facts.kind().yearHours();
        return yearHours == null ? converted : converted.min(yearHours.minus(facts.yearUsed()));
    }

    private static List<Condition> alone(Facts facts) {
        var typed = facts.typed();
        var same = facts.besides().stream().filter(it -> isSame(it, typed)).map(Claim::title).toList();
        var overlapping = facts.besides().stream().filter(it -> overlaps(it, typed)).filter(_ -> facts.kind().needsPresence()).map(Claim::title).toList();
        return List.of(Condition.of("recognition.once", same.isEmpty(), same),
            Condition.of("recognition.overlap", overlapping.isEmpty(), overlapping));
    }

    private static boolean isSame(Claim other, ClaimForm.Typed typed) {
        return ClaimForm.key(other.title()).equals(typed.titleKey()) && other.from().equals(typed.from()) && other.to().equals(typed.to())
            || other.number() != null && ClaimForm.key(other.number()).equals(typed.numberKey());
    }

    private static boolean overlaps(Claim other, ClaimForm.Typed typed) {
        return !isSame(other, typed) && !other.to().isBefore(typed.from()) && !other.from().isAfter(typed.to());
    }

    private static List<Condition> papers(Facts facts) {
        var papers = facts.papers();
        var conditions = new ArrayList<Condition>();
        if (papers.needed()) {
            conditions.add(Condition.atLeast("recognition.evidence.enough", facts.kind().evidenceFiles(),
                (int) papers.own().stream().filter(it -> it.state() != ScanState.QUARANTINED).count(), facts.kind().evidence()));
        }
        if (papers.named() > 0) {
            conditions.add(Condition.of("recognition.evidence.yours", papers.own().size() == papers.named()));
            conditions.add(Condition.of("recognition.evidence.unused", papers.mine().isEmpty(), papers.mine()));
            conditions.add(facts.kind().sharesEvidence() ? Condition.of("recognition.evidence.shared", true, papers.others())
                : Condition.of("recognition.evidence.sole", papers.others() == 0));
        }
        return conditions;
    }

    private static Condition converts(Facts facts, CreditHours converted, CreditHours recognized) {
        var kind = facts.kind();
        var most = kind.yearHours() == null ? "" : kind.yearHours().toString();
        return Condition.of(most.isEmpty() ? "recognition.converts" : "recognition.converts-within", recognized.compareTo(CreditHours.ZERO) > 0,
            kind.title(), facts.typed().hours(), converted, recognized, most, facts.yearUsed());
    }
}
