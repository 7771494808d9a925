package org.xingtan.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.xingtan.application.Application.Level;
import org.xingtan.application.QuotaLaw.Holder;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/** Whether something may be decided about an application now. The verdict that is shown to the reviewer is the one that decides. */
@Component
class ReviewRules {

    static final int LONGEST_REASON = 500;

    private final PersonRules persons;
    private final Quotas quotas;

    ReviewRules(PersonRules persons, Quotas quotas) {
        this.persons = persons;
        this.quotas = quotas;
    }

    static boolean isReason(String text, boolean needed) {
        return StorableText.is(text) && text.codePointCount(0, text.length()) <= LONGEST_REASON && !(needed && text.isEmpty());
    }

    QuotaLaw law(Call call, Instant now) {
        return quotas.law(call, now);
    }

    /** @param law as things are, or would be after other decisions */
    Verdict verdict(Call call, QuotaLaw law, Chain chain, Decision decision, Instant now) {
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("application.not-listed", !call.isListed()));
        conditions.add(chain.inTime(call, now));
        if (decision == Decision.REJECT && chain.level() == Level.SCHOOL) {
            conditions.add(Condition.of("application.school-may", call.terms().schoolBlocks()).from(call.notice()));
        }
        if (decision.passesOn()) {
            conditions.addAll(persons.conditions(call, chain.application().teacher(), now));
            conditions.addAll(room(law, chain, decision));
        }
        return Verdict.of(conditions);
    }

    /** How whoever overrules a level passes on in its place. */
    Decision passesOn(QuotaLaw law, Chain chain) {
        return Verdict.of(room(law, chain, Decision.APPROVE)).met() ? Decision.APPROVE : Decision.RESERVE;
    }

    /** Whether he may: the deadline of the level that he overrules is no matter. */
    Verdict overruling(Call call, QuotaLaw law, Chain chain, Decision decision, Instant now) {
        var conditions = new ArrayList<>(persons.conditions(call, chain.application().teacher(), now));
        conditions.addAll(room(law, chain, decision));
        return Verdict.of(conditions);
    }

    /** As much of it as is kept. */
    static String cut(String reason) {
        var text = reason.strip();
        return text.codePointCount(0, text.length()) <= LONGEST_REASON ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_REASON));
    }

    private List<Condition> room(QuotaLaw law, Chain chain, Decision decision) {
        if (decision == Decision.RESERVE) {
            return chain.level() == Level.CITY ? List.of(law.reserveRoom()) : List.of();
        }
        var at = chain.level() == Level.CITY ? chain.owner() : chain.here();
        return law.room(holder(chain), chain.level(), at.id(), at.name(), unit(chain));
    }

    /** Whether somebody on the reserve list can be admitted. */
    Verdict promotion(Call call, QuotaLaw law, Chain chain, Instant now) {
        var conditions = new ArrayList<>(persons.conditions(call, chain.application().teacher(), now));
        conditions.addAll(law.room(holder(chain), Level.CITY, call.owner().id(), call.owner().name(), unit(chain)));
        return Verdict.of(conditions);
    }

    /** Who he is for the quota: where he works now. */
    static Holder holder(Chain chain) {
        var one = chain.application();
        var state = switch (one.state()) {
            case ADMITTED -> Holder.State.ADMITTED;
            case RESERVE -> Holder.State.RESERVE;
            default -> Holder.State.OPEN;
        };
        return new Holder(one.id(), chain.school().id(), chain.school().path(), one.subject(), regularBy(one.passed()), one.passed().pooled(), state);
    }

    static Set<OrganizationId> regularBy(Application.Passed passed) {
        var by = new HashSet<OrganizationId>();
        if (passed.school() != null && passed.schoolRegular()) {
            by.add(passed.school());
        }
        if (passed.county() != null && passed.countyRegular()) {
            by.add(passed.county());
        }
        return by;
    }

    private QuotaTable.Unit unit(Chain chain) {
        return quotas.unit(chain.school().id()).orElseThrow(() -> new NotFound(chain.school().id()));
    }
}
