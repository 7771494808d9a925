package org.xingtan.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.ScanState;
import org.xingtan.ledger.CountedDays;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
import org.xingtan.recognition.AlreadyClaimed.Asked;
import org.xingtan.recognition.AlreadyClaimed.Use;

/**
 * Whether a claim can be recognized, and for how many hours. One ruling is shown before it is sent, decides when it is, is shown to
 * whoever reviews, and decides once more before the hours are posted.
 */
@Component
class ClaimRules {

    /** What the rules look at. @param day how many hours it holds @param numberTaken whether the certificate is another person's @param year what the authority asks for in the year of the last day @param onDays what lies there besides it; null when nothing is to be foreseen @param elsewhere where he was on these days */
    record Facts(Kind kind, CreditHours day, ClaimForm.Typed typed, Year year, LocalDate today, CreditHours yearUsed, List<Claim> besides, Papers papers,
                 boolean numberTaken, CountedDays.@Nullable OnDays onDays, List<Localized> elsewhere) {}

    /**
     * The year that a claim counts in.
     *
     * @param category the one that was chosen
     * @param theme    the one that was chosen; null for none
     * @param closed   whether nothing is posted for it any more; what an appeal has put right is
     */
    record Year(Part category, @Nullable Part theme, boolean closed) {}

    /** A category or a theme that was chosen. @param asked whether the year asks for it */
    record Part(Localized title, boolean asked) {}

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

    /** @param open whether its hours are still to come, so that it is foreseen what its days leave of them */
    private record Judged(Asked asked, Papers papers, boolean open) {

        private boolean isForeseen() {
            return open && asked.kind().isOfDays();
        }
    }

    private static final Papers NO_PAPERS = new Papers(0, List.of(), List.of(), 0, false);

    private final AlreadyClaimed claimed;
    private final Evidence evidence;
    private final Kinds kinds;
    private final ObjectProvider<YearClosed> closed;
    private final Clock clock;

    ClaimRules(AlreadyClaimed claimed, Evidence evidence, Kinds kinds, ObjectProvider<YearClosed> closed, Clock clock) {
        this.claimed = claimed;
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
        var own = evidence.brought(teacher, typed.evidence());
        return ruled(List.of(new Judged(new Asked(teacher, self, kind, typed), papers(kind, own, typed.evidence().size(), teacher, claimed.uses(own, self)), true))).getFirst();
    }

    /** As it stands. */
    Ruling ruling(Claim claim) {
        return rulings(List.of(claim), Map.of(claim.id(), evidence.of(claim.teacher(), claim.id()))).getFirst();
    }

    /** The same of many, in their order: with more of them there are no more statements, only with more kinds, years and themes. @param files on which each rests */
    List<Ruling> rulings(List<Claim> all, Map<UUID, List<DocumentCard>> files) {
        var uses = claimed.uses(files.values().stream().flatMap(List::stream).toList(), null);
        var used = new HashMap<List<Object>, Kind>();
        return ruled(all.stream().map(claim -> {
            var kind = kindOf(used, claim);
            var own = files.getOrDefault(claim.id(), List.of());
            var papers = claim.imported() == null ? papers(kind, own, own.size(), claim.teacher(), besides(uses, claim, own)) : NO_PAPERS;
            return new Judged(new Asked(claim.teacher(), claim.id(), kind, ClaimForm.of(claim, List.of()).typed()), papers, claim.isWaiting() || claim.state() == Claim.State.RETURNED);
        }).toList());
    }

    private Kind kindOf(Map<List<Object>, Kind> known, Claim claim) {
        return known.computeIfAbsent(List.of(claim.jurisdiction(), claim.kind(), claim.kindVersion()), _ -> kinds.get(claim.jurisdiction(), claim.kind(), claim.kindVersion()));
    }

    private static List<Use> besides(List<Use> uses, Claim claim, List<DocumentCard> files) {
        return uses.stream().filter(use -> !use.claim().equals(claim.id()) && files.stream().anyMatch(it -> it.sha256().equals(use.sha256()))).toList();
    }

    /** What a provider says of somebody rests on the workbook. */
    Ruling reported(TeacherId teacher, Kind kind, ClaimForm.Typed typed) {
        return reported(List.of(new Asked(teacher, null, kind, typed))).getFirst();
    }

    /** The same of many, in their order. */
    List<Ruling> reported(List<Asked> all) {
        return ruled(all.stream().map(it -> new Judged(it, NO_PAPERS, false)).toList());
    }

    private List<Ruling> ruled(List<Judged> judged) {
        var all = judged.stream().map(Judged::asked).toList();
        var besides = claimed.besides(all);
        var used = claimed.recognized(all);
        var taken = claimed.taken(all);
        var known = new HashMap<List<Object>, Kind>();
        var onDays = claimed.onDays(judged.stream().filter(Judged::isForeseen).map(Judged::asked).toList(), claim -> kindOf(known, claim));
        var elsewhere = claimed.elsewhere(judged.stream().filter(it -> it.open && it.asked.kind().needsPresence()).map(Judged::asked).toList());
        var closed = closed(all);
        var said = new Said();
        return IntStream.range(0, all.size()).mapToObj(n -> {
            var it = all.get(n);
            var authority = it.kind().jurisdiction();
            var year = said.year(authority, it.year(), it.typed(), closed.contains(it));
            return rule(new Facts(it.kind(), said.day(authority, it.year()), it.typed(), year, today(), used.get(n), besides.get(n), judged.get(n).papers, taken.get(n), onDays.get(it),
                elsewhere.getOrDefault(it, List.of())));
        }).toList();
    }

    /** Those whose year is closed, but for what an appeal has put right. */
    private Set<Asked> closed(List<Asked> all) {
        var years = all.stream().map(Asked::year).distinct().collect(Collectors.toMap(year -> year, year -> closed(all, year)));
        var closed = all.stream().filter(it -> Objects.requireNonNull(years.get(it.year())).contains(it.teacher())).collect(Collectors.toCollection(HashSet::new));
        var overruled = claimed.overruled(closed.stream().map(it -> it.teacher().value()).distinct().toList(), closed.stream().map(Asked::self).filter(Objects::nonNull).toList());
        closed.removeIf(it -> it.self() != null && overruled.contains(new AlreadyClaimed.Overruled(it.self(), it.year())));
        return closed;
    }

    private Set<TeacherId> closed(List<Asked> all, int year) {
        var teachers = all.stream().filter(it -> it.year() == year).map(Asked::teacher).collect(Collectors.toSet());
        return closed.stream().flatMap(it -> it.closed(teachers, year).stream()).collect(Collectors.toSet());
    }

    /** What authorities say, each asked once. */
    private final class Said {

        private final Map<List<Object>, CreditHours> days = new HashMap<>();
        private final Map<List<Object>, Map<String, Localized>> categories = new HashMap<>();
        private final Map<List<Object>, Part> themes = new HashMap<>();

        CreditHours day(OrganizationId jurisdiction, int year) {
            return days.computeIfAbsent(List.of(jurisdiction, year), _ -> kinds.day(jurisdiction, year));
        }

        Year year(OrganizationId jurisdiction, int year, ClaimForm.Typed typed, boolean closed) {
            var asked = categories.computeIfAbsent(List.of(jurisdiction, year), _ -> kinds.categories(jurisdiction, year));
            return new Year(new Part(kinds.category(asked, typed.category()), asked.containsKey(typed.category())),
                typed.theme() == null ? null : themes.computeIfAbsent(List.of(jurisdiction, year, typed.theme()), _ -> theme(jurisdiction, year, typed.theme())), closed);
        }
    }

    private Part theme(OrganizationId jurisdiction, int year, String code) {
        return Optional.ofNullable(kinds.themes(jurisdiction, year).get(code)).map(title -> new Part(title, true))
            .orElseGet(() -> new Part(kinds.theme(jurisdiction, code), false));
    }

    /** @param uses what else rests on them */
    private static Papers papers(Kind kind, List<DocumentCard> own, int named, TeacherId teacher, List<Use> uses) {
        return new Papers(named, own, uses.stream().filter(use -> use.teacher().equals(teacher)).map(Use::title).distinct().toList(),
            (int) uses.stream().filter(use -> !use.teacher().equals(teacher)).map(Use::claim).distinct().count(), kind.evidenceFiles() > 0);
    }

    /** The rules alone. */
    static Ruling rule(Facts facts) {
        var kind = facts.kind();
        var typed = facts.typed();
        var converted = kind.convert(typed.hours(), typed.days());
        var recognized = held(facts, converted);
        var conditions = new ArrayList<Condition>();
        var category = facts.year().category();
        conditions.add(Condition.of("recognition.category", kind.takes(typed.category()) && category.asked(), kind.title(), category.title()));
        var theme = facts.year().theme();
        if (theme != null) {
            conditions.add(Condition.of("recognition.theme", theme.asked(), theme.title(), typed.to().getYear()));
        }
        conditions.add(Condition.of("recognition.past", !typed.to().isAfter(facts.today()), typed.to()));
        conditions.add(Condition.of("recognition.year-open", !facts.year().closed(), typed.to().getYear()));
        if (kind.isOfDays()) {
            var most = CreditHours.ofHundredths(facts.day().hundredths() * typed.days());
            conditions.add(Condition.of("recognition.day-limit", typed.hours().compareTo(most) <= 0, facts.day(), typed.days(), most, typed.hours())
                .withNeed("≤ " + most, typed.hours().toString()));
        }
        conditions.addAll(alone(facts));
        conditions.addAll(papers(facts));
        if (typed.numberKey() != null && !kind.sharesEvidence()) {
            conditions.add(Condition.of("recognition.number.sole", !facts.numberTaken()));
        }
        conditions.add(converts(facts, converted, recognized));
        conditions.addAll(notices(facts, recognized));
        return new Ruling(Verdict.of(conditions).from(kind.basis()), converted, recognized);
    }

    /** What is left of the kind in this year. What its days hold the ledger knows. */
    private static CreditHours held(Facts facts, CreditHours converted) {
        var yearHours = facts.kind().yearHours();
        return yearHours == null ? converted : converted.min(yearHours.minus(facts.yearUsed()));
    }

    /** What is said and stands against nothing: half a day here and half a day there may both be true. */
    private static List<Condition> notices(Facts facts, CreditHours recognized) {
        var elsewhere = facts.elsewhere().isEmpty() ? Stream.<Condition>of() : Stream.of(Condition.of("recognition.elsewhere", true, facts.elsewhere()));
        return Stream.concat(dayRoom(facts, recognized).stream(), elsewhere).toList();
    }

    /** Says beforehand what its days will not let count. It stands against nothing: the ledger holds it back by itself, and posts what is left. */
    private static Optional<Condition> dayRoom(Facts facts, CreditHours recognized) {
        return Optional.ofNullable(facts.onDays()).filter(it -> it.leftAfter(facts.day()).compareTo(recognized) < 0).map(it -> {
            var typed = facts.typed();
            return Condition.of(it.leftAfter(facts.day()).compareTo(it.left(facts.day())) < 0 ? "recognition.day-room.pending" : "recognition.day-room", true, Dates.days(typed.from(), typed.to()),
                it.credited(), facts.day(), recognized, recognized.min(it.left(facts.day())), it.pending(), recognized.min(it.leftAfter(facts.day())));
        });
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
