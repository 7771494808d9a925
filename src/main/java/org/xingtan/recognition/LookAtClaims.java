package org.xingtan.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.ledger.Receipt;
import org.xingtan.ledger.Receipts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at his claims, or at those his units review. */
@Component
public class LookAtClaims {

    static final int ROWS = 50;

    /**
     * Everything about one claim.
     *
     * @param category   what it is called
     * @param theme      what it is called; null without one
     * @param leftOff    what the theme is called that a review has left off; null without one
     * @param units      names of the units of its steps, by their ids
     * @param verdict    as it stands now; of a closed one, what holds today
     * @param recognized what it would be recognized for now
     * @param receipt    what was posted; null unless it is approved
     * @param reversed   whether somebody has taken that back in the ledger
     */
    public record ClaimFile(Claim claim, Kind kind, Localized category, @Nullable Localized theme, @Nullable Localized leftOff, List<Claim.Step> steps, List<Claim.Act> acts,
                            List<DocumentCard> evidence, Map<String, Localized> units, Verdict verdict, CreditHours converted, CreditHours recognized, @Nullable Receipt receipt,
                            boolean reversed, LocalDate today) {

        /** The name of a step's unit; null where there is none. */
        public @Nullable Localized unit(Claim.Step step) {
            return step.unit() == null ? null : units.get(step.unit().toString());
        }

        /** Whether that level stands as it does because an appeal was granted. */
        public boolean isAppealed(Claim.Step step) {
            return acts.stream().anyMatch(it -> it.overruled() && it.id().equals(step.act()));
        }

        /** Whether it names a theme that its year does not ask for. */
        public boolean isStrange() {
            return verdict.unmet().stream().anyMatch(ClaimFile::isOfTheme);
        }

        /** Whether nothing else stands against it, so that it can be approved for its category alone. */
        public boolean isStrangeAlone() {
            return isStrange() && verdict.unmet().stream().allMatch(ClaimFile::isOfTheme);
        }

        private static boolean isOfTheme(Condition condition) {
            return condition.code().equals("recognition.theme");
        }

        /** The review by which it was rejected, or decided otherwise. */
        public @Nullable UUID rejection() {
            return Claim.last(steps).map(Claim.Step::act).orElse(null);
        }

        public boolean isLate() {
            return claim.isLate(today);
        }
    }

    /**
     * A claim in front of those who review.
     *
     * @param unit    where the person counted when he filed
     * @param acting  the unit for which the reader looks at it
     * @param decides whether it is the turn of the reader's unit
     * @param own     why it is not for him to decide: it is his own, or came with a workbook that he has brought in; null when neither
     * @param undo    the review that the reader may undo; null when there is none
     * @param uses    claims of others with the same papers, as far as the reader may see them
     * @param hidden  how many more there are
     */
    public record Case(ClaimFile file, @Nullable PersonCard person, String name, Localized unit, @Nullable Localized acting, boolean decides, @Nullable String own, Claim.@Nullable Step undo,
                       List<ReviewQueue.Row> uses, int hidden) {}

    private final Claims claims;
    private final ClaimRules rules;
    private final ReviewQueue queue;
    private final Chain chain;
    private final FileClaim.Ground ground;
    private final Receipts receipts;

    LookAtClaims(Claims claims, ClaimRules rules, ReviewQueue queue, Chain chain, FileClaim.Ground ground, Receipts receipts) {
        this.claims = claims;
        this.rules = rules;
        this.queue = queue;
        this.chain = chain;
        this.ground = ground;
        this.receipts = receipts;
    }

    /** Somebody's own, the newest first. */
    Page<ReviewQueue.Row> of(TeacherId teacher, @Nullable String after, int rows) {
        return queue.own(teacher, after, rows);
    }

    /** @throws NotFound when it is not his */
    ClaimFile one(TeacherId teacher, UUID id) {
        return file(claims.find(teacher, id).orElseThrow(() -> new NotFound(id)));
    }

    /** The claim of whoever it is, for somebody who may see it. @throws NotFound for everybody else */
    ClaimFile any(Actor actor, UUID id) {
        var teacher = claims.claimant(id).orElseThrow(() -> new NotFound(id));
        return teacher.equals(actor.teacher()) ? one(teacher, id) : reviewed(actor, teacher, id);
    }

    /** @throws NotFound when the person's unit is none of the actor's */
    ClaimFile reviewed(Actor actor, TeacherId teacher, UUID id) {
        var claim = claims.find(teacher, id).orElseThrow(() -> new NotFound(id));
        chain.require(actor, claim.unit());
        return file(claim);
    }

    /** What categories are called, for lists of claims of many years and authorities: each year is asked once. */
    Function<Claim, Localized> categories() {
        var asked = new ConcurrentHashMap<List<?>, Map<String, Localized>>();
        return claim -> ground.kinds().category(asked.computeIfAbsent(List.of(claim.jurisdiction(), claim.year()),
            _ -> ground.kinds().categories(claim.jurisdiction(), claim.year())), claim.category());
    }

    Case inCase(Actor actor, TeacherId teacher, UUID id) {
        var file = reviewed(actor, teacher, id);
        var claim = file.claim();
        var unit = chain.unit(claim.unit());
        var current = Claim.current(file.steps());
        var undo = TakeBack.undoable(claim, file.steps());
        var uses = ground.claimed().uses(file.evidence(), id).stream().filter(use -> !use.teacher().equals(teacher)).toList();
        var seen = queue.of(chain.scope(actor), uses.stream().map(AlreadyClaimed.Use::claim).distinct().toList());
        var own = actor.teacher().equals(teacher) ? "recognition.own" : claims.isBroughtInBy(claim, actor.teacher()) ? "recognition.import.own" : null;
        return new Case(file, ground.people().find(teacher).orElse(null), ground.people().find(teacher).map(PersonCard::name).orElse("–"),
            new Localized(unit.name(), unit.nameEn()), chain.actingFor(actor, unit, current.map(Claim.Step::unit)).orElse(null), claim.isWaiting() && current.filter(step -> chain.actsFor(actor, step.unit())).isPresent(), own,
            undo != null && own == null && chain.actsFor(actor, undo.unit()) && !claims.isOverruling(claim, undo.act()) ? undo : null, seen,
            (int) uses.stream().map(AlreadyClaimed.Use::claim).distinct().count() - seen.size());
    }

    /**
     * A review that has rejected a claim.
     *
     * @param unit   whose review it was
     * @param year   that the claim counts in
     * @param stands whether the claim is still rejected by it
     */
    public record Rejected(UUID review, UUID claim, String title, CreditHours claimed, int year, OrganizationId unit, TeacherId by, String reason, Instant at, boolean stands) {}

    /** What reviews have rejected of somebody's claims, the newest first. */
    public List<Rejected> rejected(TeacherId teacher) {
        return claims.rejected(teacher);
    }

    /** What somebody has just decided; null where the key names nothing that is his to see. */
    @Nullable Case done(Actor actor, @Nullable String key) {
        var parts = key == null ? List.<String>of() : List.of(key.split("[.]"));
        try {
            return parts.size() == 2 ? inCase(actor, TeacherId.of(parts.getFirst()), Uuids.parse(parts.getLast())) : null;
        } catch (NotFound e) {
            return null;
        }
    }

    /** @throws NotFound when there is nothing for the actor to review anywhere */
    Scope scope(Actor actor) {
        var scope = chain.scope(actor);
        if (scope.isEmpty()) {
            throw new NotFound("claims");
        }
        return scope;
    }

    ReviewQueue.View list(Actor actor, ReviewQueue.Filter filter, @Nullable String after, int rows) {
        var scope = scope(actor);
        var today = rules.today();
        return new ReviewQueue.View(filter, queue.page(scope, filter, after, rows), queue.count(scope, filter, today), today);
    }

    /** The one that has to be reviewed next; never his own, nor of a workbook that he has brought in. */
    Optional<ReviewQueue.Row> next(Actor actor) {
        return queue.page(scope(actor), new ReviewQueue.Filter(ReviewQueue.Which.MINE, ""), null, 10).items().stream()
            .filter(row -> !row.claim().teacher().equals(actor.teacher()) && !claims.isBroughtInBy(row.claim(), actor.teacher())).findFirst();
    }

    /** What a list tells of a claim. @param verdict as it stands now; of a closed one, what holds today */
    record Listed(Claim claim, List<Claim.Step> steps, List<DocumentCard> evidence, Verdict verdict) {}

    /** More of those on a list, read together. */
    Page<Listed> listed(Page<ReviewQueue.Row> page) {
        var all = page.items().stream().map(ReviewQueue.Row::claim).toList();
        var teachers = all.stream().collect(Collectors.toMap(Claim::id, Claim::teacher));
        var steps = claims.steps(teachers);
        var files = ground.evidence().of(teachers);
        var rulings = rules.rulings(all, files);
        return new Page<>(IntStream.range(0, all.size()).mapToObj(n -> new Listed(all.get(n), steps.getOrDefault(all.get(n).id(), List.of()),
            files.getOrDefault(all.get(n).id(), List.of()), rulings.get(n).verdict())).toList(), page.next());
    }

    private ClaimFile file(Claim claim) {
        var kind = ground.kinds().get(claim.jurisdiction(), claim.kind(), claim.kindVersion());
        var steps = claims.steps(claim.teacher(), claim.id());
        var ruling = rules.ruling(claim);
        var receipt = receipt(claim);
        return new ClaimFile(claim, kind, ground.kinds().category(claim.jurisdiction(), claim.year(), claim.category()), theme(claim, claim.theme()),
            theme(claim, claim.leftOff()), steps,
            claims.acts(claim.teacher(), claim.id()), ground.evidence().of(claim.teacher(), claim.id()), units(steps), ruling.verdict(), ruling.converted(),
            ruling.recognized(), receipt, receipt != null && receipts.story(claim.teacher(), receipt.id()).filter(it -> it.reversal() != null).isPresent(),
            rules.today());
    }

    private @Nullable Localized theme(Claim claim, @Nullable String code) {
        return code == null ? null
            : Optional.ofNullable(ground.kinds().themes(claim.jurisdiction(), claim.year()).get(code)).orElseGet(() -> ground.kinds().theme(claim.jurisdiction(), code));
    }

    private @Nullable Receipt receipt(Claim claim) {
        return claim.isApproved() ? receipts.find(claim.teacher(), PostHours.SOURCE, claim.reference()).orElse(null) : null;
    }

    private Map<String, Localized> units(List<Claim.Step> steps) {
        return steps.stream().map(Claim.Step::unit).filter(java.util.Objects::nonNull).distinct().map(chain::unit)
            .collect(Collectors.toMap(unit -> unit.id().toString(), (OrganizationCard unit) -> new Localized(unit.name(), unit.nameEn()), (one, _) -> one, HashMap::new));
    }
}
