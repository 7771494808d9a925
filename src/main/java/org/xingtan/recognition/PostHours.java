package org.xingtan.recognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ProvenSource;
import org.xingtan.ledger.Receipt;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.recognition.AlreadyClaimed.Asked;

/** What was recognized goes into the ledger, and comes out again when that was undone. Always in the transaction that decides so. */
@Component
class PostHours implements ProvenSource.Bound {

    /** What the ledger knows them by; the reference is the claim. */
    static final String SOURCE = "recognition";

    private final Ledger ledger;
    private final ReverseEntry reversal;
    private final Claims claims;
    private final Kinds kinds;
    private final AlreadyClaimed claimed;
    private final Chain chain;

    PostHours(Ledger ledger, ReverseEntry reversal, Claims claims, Kinds kinds, AlreadyClaimed claimed, Chain chain) {
        this.ledger = ledger;
        this.reversal = reversal;
        this.claims = claims;
        this.kinds = kinds;
        this.claimed = claimed;
        this.chain = chain;
    }

    /** Until the transaction ends nobody else posts anything for the person: what is left of a year and of a day holds still. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Claim claim) {
        ledger.lock(claim.teacher(), unit(claim).path());
    }

    /** @param claim with what it is recognized for, and the posting this is */
    @Transactional(propagation = Propagation.MANDATORY)
    public Receipt post(Claim claim, Actor by, String reason) {
        var kind = kind(claim);
        var hours = Optional.ofNullable(claim.recognized()).orElseThrow();
        var rule = new CreditRule(claim.category(), new CreditRule.Fixed(hours), caps(claim, kind, kinds.policy(claim.jurisdiction()), day(claim)));
        var unit = unit(claim);
        return ledger.post(new Earning(claim.teacher(), unit.id(), unit.path(), null, Earning.Place.NOWHERE, rule, claim.kindVersion(), List.of(), hours,
            SOURCE, claim.reference(), claim.title(), evidence(claim, by), claim.to(), kind.isOfDays() ? (int) claim.days() : 0, new Earning.By(by.teacher(), reason)));
    }

    private Map<String, Object> evidence(Claim claim, Actor by) {
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("claim", claim.id().toString());
        evidence.put("kind", claim.kind());
        evidence.put("from", claim.from().toString());
        evidence.put("to", claim.to().toString());
        evidence.put("claimed", claim.claimed().toString());
        evidence.put("approvedBy", by.personName());
        if (claimed.isOverruled(claim)) {
            evidence.put("appeal", true);
        }
        if (claim.theme() != null) {
            evidence.put("theme", claim.theme());
        }
        if (claim.number() != null) {
            evidence.put("number", claim.number());
        }
        return evidence;
    }

    private CreditHours day(Claim claim) {
        return kinds.day(claim.jurisdiction(), claim.year());
    }

    /** A day is a day, whatever else was learned on it. A paper is no work of the day it appeared. @param day how many hours it holds */
    static List<CreditRule.Cap> caps(Claim claim, Kind kind, Kind.Policy policy, CreditHours day) {
        var caps = new ArrayList<CreditRule.Cap>();
        if (kind.isOfDays()) {
            caps.add(new CreditRule.Cap(CreditRule.Cap.Scope.DAY, day));
        }
        Optional.ofNullable(policy.categoryHours().get(claim.category())).ifPresent((CreditHours most) ->
            caps.add(new CreditRule.Cap(CreditRule.Cap.Scope.CATEGORY, most)));
        return caps;
    }

    @Override
    public List<CreditRule.Cap> caps(TeacherId teacher, String reference) {
        return claim(teacher, reference).map(it -> caps(it, kind(it), kinds.policy(it.jurisdiction()), day(it))).orElse(List.of());
    }

    /** Of the year of its kind. */
    @Override
    public Optional<CreditHours> left(TeacherId teacher, String reference) {
        return claim(teacher, reference).flatMap(claim -> {
            var kind = kind(claim);
            return Optional.ofNullable(kind.yearHours()).map((CreditHours most) ->
                most.minus(claimed.recognized(List.of(new Asked(teacher, claim.id(), kind, ClaimForm.of(claim, List.of()).typed()))).getFirst()));
        });
    }

    private Optional<Claim> claim(TeacherId teacher, String reference) {
        return claims.find(teacher, UUID.fromString(reference.split("/")[0]));
    }

    private Kind kind(Claim claim) {
        return kinds.get(claim.jurisdiction(), claim.kind(), claim.kindVersion());
    }

    /** Nothing when they were taken back before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(Claim claim, Actor by, String reason) {
        reversal.takeBack(by, List.of(claim.teacher()), unit(claim), SOURCE, claim.reference(), reason);
    }

    private OrganizationCard unit(Claim claim) {
        return chain.unit(claim.unit());
    }
}
