package org.xingtan.recognition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;

/** Use case: the authority that asks for annual hours says what it recognizes besides. What it said before stays for what was claimed by it. */
@Component
public class KeepKinds {

    private static final int LONGEST = 100;
    private static final int LONG = 400;
    private static final int DAYS = 250;

    /** A proposal for who begins. */
    private record Usual(String code, Kind.Measure measure, String hours, @Nullable String year, int files, boolean shares, boolean presence, boolean county) {}

    private static final List<Usual> USUAL = List.of(
        new Usual("OTHER_PLATFORM", Kind.Measure.CLAIMED, "90", null, 1, false, false, true),
        new Usual("OFFLINE_TRAINING", Kind.Measure.DAY, "8", null, 1, true, true, true),
        new Usual("PAPER", Kind.Measure.ITEM, "10", "20", 1, false, false, true),
        new Usual("RESEARCH_PROJECT", Kind.Measure.ITEM, "20", "40", 1, true, false, true),
        new Usual("PUBLIC_LESSON", Kind.Measure.ITEM, "4", "16", 1, false, false, false),
        new Usual("FURTHER_STUDY", Kind.Measure.CLAIMED, "60", "60", 1, false, false, true));

    private final Kinds kinds;
    private final Chain chain;
    private final AuditTrail audit;
    private final Texts texts;
    private final Clock clock;

    KeepKinds(Kinds kinds, Chain chain, AuditTrail audit, Texts texts, Clock clock) {
        this.kinds = kinds;
        this.chain = chain;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * The authority whose kinds are for a unit of the actor's.
     *
     * @param named the authority that is meant; null for the one of the actor's first unit
     * @throws NotFound when the actor reviews nothing there
     */
    OrganizationCard authority(Actor actor, @Nullable OrganizationId named) {
        var scope = chain.scope(actor);
        if (named != null) {
            chain.require(actor, named);
        } else if (scope.isEmpty()) {
            throw new NotFound("kinds");
        }
        return chain.unit(kinds.jurisdiction(named == null ? scope.paths().getFirst() : chain.unit(named).path()));
    }

    /** Whether the actor may change what that authority says. */
    boolean keeps(Actor actor, OrganizationCard authority) {
        return chain.scope(actor).contains(authority.path()) && kinds.jurisdiction(authority.path()).equals(authority.id());
    }

    /** What is usually recognized, for an authority that has said nothing yet. */
    @Transactional
    public void adopt(Actor actor, OrganizationId authority, @Nullable String basis) {
        var unit = require(actor, authority);
        Verdict.of(Condition.of("recognition.kind.basis", isText(basis, LONG), LONG)).orRefuse();
        kinds.hold(authority);
        if (kinds.all(authority).isEmpty()) {
            adopt(authority, ClaimForm.text(basis), actor.teacher());
            audit.record(actor, "recognition.adopt", "organization:" + authority, unit.path(), null, Map.of("basis", ClaimForm.text(basis)));
        }
    }

    void adopt(OrganizationId authority, String basis, @Nullable TeacherId by) {
        for (var i = 0; i < USUAL.size(); i++) {
            var it = USUAL.get(i);
            kinds.add(new Kind(authority, it.code, 1, i + 1, named("recognition.usual." + it.code), it.measure, CreditHours.of(it.hours),
                it.year == null ? null : CreditHours.of(it.year), List.of(), it.files, texts.get("recognition.usual.evidence." + it.code, Locale.SIMPLIFIED_CHINESE),
                it.shares, it.presence, it.county, basis, false), by, clock.instant());
        }
    }

    private Localized named(String key) {
        return new Localized(texts.get(key, Locale.SIMPLIFIED_CHINESE), texts.get(key, Locale.ENGLISH));
    }

    /** The same again changes nothing; anything else is a new version. */
    @Transactional
    public void set(Actor actor, OrganizationId authority, KindForm form) {
        var unit = require(actor, authority);
        form.verdict().orRefuse();
        kinds.hold(authority);
        var all = kinds.all(authority);
        var before = all.stream().filter(it -> it.code().equals(ClaimForm.text(form.code()))).findFirst();
        var position = before.map(Kind::position).orElseGet(() -> all.stream().mapToInt(Kind::position).max().orElse(0) + 1);
        var next = form.kind(authority, before.map(Kind::version).orElse(0), position);
        if (before.filter(next::equals).isEmpty()) {
            add(actor, unit, form.kind(authority, next.version() + 1, position), "recognition.kind");
        }
    }

    /** What was claimed by it is reviewed by it; nothing new is. */
    @Transactional
    public void retire(Actor actor, OrganizationId authority, String code) {
        var unit = require(actor, authority);
        kinds.hold(authority);
        var kind = kinds.all(authority).stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> new NotFound(code));
        if (!kind.retired()) {
            add(actor, unit, new Kind(authority, kind.code(), kind.version() + 1, kind.position(), kind.title(), kind.measure(), kind.hours(), kind.yearHours(),
                kind.categories(), kind.evidenceFiles(), kind.evidence(), kind.sharesEvidence(), kind.needsPresence(), kind.needsCounty(), kind.basis(), true),
                "recognition.retire");
        }
    }

    private void add(Actor actor, OrganizationCard unit, Kind kind, String act) {
        kinds.add(kind, actor.teacher(), clock.instant());
        audit.record(actor, act, "organization:" + unit.id(), unit.path(), null,
            Map.of("code", kind.code(), "version", kind.version(), "title", kind.title().chinese(), "hours", kind.hours(), "basis", kind.basis()));
    }

    /** What holds for all kinds; the same again changes nothing. */
    @Transactional
    public void set(Actor actor, OrganizationId authority, PolicyForm form) {
        var unit = require(actor, authority);
        kinds.hold(authority);
        var before = kinds.policy(authority);
        var next = form.policy(authority, before.version());
        if (!next.equals(before)) {
            kinds.add(form.policy(authority, before.version() + 1), actor.teacher(), clock.instant());
            audit.record(actor, "recognition.policy", "organization:" + authority, unit.path(), Map.of("version", before.version()),
                Map.of("version", before.version() + 1, "basis", String.valueOf(next.basis())));
        }
    }

    private OrganizationCard require(Actor actor, OrganizationId authority) {
        chain.require(actor, authority);
        var unit = chain.unit(authority);
        Verdict.of(Condition.of("recognition.kind.authority", keeps(actor, unit))).orRefuse();
        return unit;
    }

    private static boolean isText(@Nullable String text, int longest) {
        return !ClaimForm.text(text).isEmpty() && ClaimForm.text(text).length() <= longest && StorableText.is(ClaimForm.text(text));
    }

    /** A kind as somebody has typed it. */
    public record KindForm(@Nullable String code, @Nullable String title, @Nullable String titleEn, @Nullable String measure, @Nullable String hours,
                           @Nullable String yearHours, @Nullable List<String> categories, @Nullable String files, @Nullable String evidence,
                           @Nullable String shares, @Nullable String presence, @Nullable String county, @Nullable String basis) {

        Verdict verdict() {
            return Verdict.of(
                Condition.of("recognition.kind.code", ClaimForm.text(code).matches("[A-Z][A-Z0-9_]{0,29}")),
                Condition.of("recognition.kind.title", isText(title, LONGEST), LONGEST),
                Condition.of("recognition.kind.measure", measured().isPresent()),
                Condition.of("recognition.kind.hours", ClaimForm.hours(hours).isPresent()
                    && (ClaimForm.text(yearHours).isEmpty() || ClaimForm.hours(yearHours).isPresent())),
                Condition.of("recognition.kind.files", ClaimForm.text(files).matches("[0-3]"), ClaimForm.MOST_FILES),
                Condition.of("recognition.kind.evidence", isText(evidence, LONG), LONG),
                Condition.of("recognition.kind.basis", isText(basis, LONG), LONG),
                Condition.of("recognition.kind.words", StorableText.is(ClaimForm.text(titleEn)) && ClaimForm.text(titleEn).length() <= LONGEST
                    && chosen().stream().allMatch(it -> it.length() <= LONGEST && StorableText.is(it)), LONGEST));
        }

        private Optional<Kind.Measure> measured() {
            return java.util.Arrays.stream(Kind.Measure.values()).filter(it -> it.name().equals(measure)).findFirst();
        }

        private List<String> chosen() {
            return categories == null ? List.of() : categories.stream().filter(it -> it != null && !it.isBlank()).distinct().sorted().toList();
        }

        Kind kind(OrganizationId authority, int version, int position) {
            var english = ClaimForm.text(titleEn);
            return new Kind(authority, ClaimForm.text(code), version, position, new Localized(ClaimForm.text(title), english.isEmpty() ? null : english),
                measured().orElseThrow(), ClaimForm.hours(hours).orElseThrow(), ClaimForm.hours(yearHours).orElse(null), chosen(),
                Integer.parseInt(ClaimForm.text(files)), ClaimForm.text(evidence), shares != null, presence != null, county != null, ClaimForm.text(basis), false);
        }

        static KindForm of(Kind kind) {
            return new KindForm(kind.code(), kind.title().chinese(), kind.title().english(), kind.measure().name(), kind.hours().toString(),
                kind.yearHours() == null ? "" : kind.yearHours().toString(), kind.categories(), String.valueOf(kind.evidenceFiles()), kind.evidence(),
                kind.sharesEvidence() ? "on" : null, kind.needsPresence() ? "on" : null, kind.needsCounty() ? "on" : null, kind.basis());
        }

        public boolean has(String category) {
            return chosen().contains(category);
        }
    }

    /** What holds for all kinds, as somebody has typed it. @param categories {@code CODE=hours}, one for each category with an end */
    public record PolicyForm(@Nullable String firstDays, @Nullable String nextDays, @Nullable List<String> category, @Nullable List<String> most,
                             @Nullable String basis) {

        Kind.Policy policy(OrganizationId authority, int version) {
            Verdict.of(Condition.of("recognition.policy.days", isDays(firstDays) && isDays(nextDays), DAYS),
                Condition.of("recognition.policy.most", pairs().stream().allMatch(it -> ClaimForm.hours(it.get(1)).isPresent() && it.get(0).length() <= LONGEST)),
                Condition.of("recognition.kind.basis", isText(basis, LONG), LONG)).orRefuse();
            var hours = new LinkedHashMap<String, CreditHours>();
            pairs().forEach(it -> hours.put(it.get(0), ClaimForm.hours(it.get(1)).orElseThrow()));
            return new Kind.Policy(authority, version, Integer.parseInt(ClaimForm.text(firstDays)), Integer.parseInt(ClaimForm.text(nextDays)),
                hours, ClaimForm.text(basis));
        }

        private List<List<String>> pairs() {
            var pairs = new ArrayList<List<String>>();
            for (var i = 0; category != null && most != null && i < Math.min(category.size(), most.size()); i++) {
                if (!ClaimForm.text(most.get(i)).isEmpty()) {
                    pairs.add(List.of(ClaimForm.text(category.get(i)), ClaimForm.text(most.get(i))));
                }
            }
            return pairs;
        }

        private static boolean isDays(@Nullable String text) {
            return ClaimForm.text(text).matches("[1-9][0-9]{0,2}") && Integer.parseInt(ClaimForm.text(text)) <= DAYS;
        }
    }
}
