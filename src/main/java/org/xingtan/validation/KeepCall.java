package org.xingtan.validation;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.validation.Call.Stage;

/** Use case: an authority that asks for annual hours calls for the validation of a year, publishes it, and extends its windows. */
@Component
class KeepCall {

    private final LookAtUnit look;
    private final Calls calls;
    private final Requirements requirements;
    private final AuditTrail trail;
    private final Clock clock;

    KeepCall(LookAtUnit look, Calls calls, Requirements requirements, AuditTrail trail, Clock clock) {
        this.look = look;
        this.calls = calls;
        this.requirements = requirements;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws NotFound when it is none of the actor's */
    OrganizationCard authority(Actor actor, @Nullable String organization) {
        return look.kept(actor, organization);
    }

    /** Of the authority itself, the newest year first. */
    List<Call> of(OrganizationCard authority) {
        return calls.all().stream().filter(it -> it.owner().id().equals(authority.id())).toList();
    }

    /** The years of which the authority asks for hours, and which it may call for. */
    List<Integer> years(OrganizationCard authority) {
        return requirements.of(authority.id()).stream().map(AnnualRequirement::year).distinct().toList();
    }

    /** The one that is there already when it was made by the same form before. */
    @Transactional
    public Call define(Actor actor, CallForm form) {
        var authority = authority(actor, CallForm.text(form.organization()));
        var asked = years(authority).stream().anyMatch(it -> it.toString().equals(CallForm.text(form.year())));
        var owner = new Call.Owner(authority.id(), authority.path(), new Localized(authority.name(), authority.nameEn()));
        var call = form.call(owner, asked);
        if (calls.add(call, clock.instant(), actor.teacher())) {
            record(actor, "validation.call", call, Map.of("year", call.year(), "title", call.title(), "basis", call.basis(),
                "until", call.window(Stage.VALIDATE).closes().toString()));
            return call;
        }
        var known = of(authority).stream().filter(it -> it.year() == call.year()).findFirst().orElseThrow();
        Verdict.of(Condition.of("validation.call.once", known.title().equals(call.title()) && known.basis().equals(call.basis()) && known.windows().equals(call.windows()),
            call.year())).orRefuse();
        return known;
    }

    @Transactional
    public Call publish(Actor actor, UUID id) {
        var call = require(actor, id);
        if (calls.publish(id, clock.instant())) {
            record(actor, "validation.publish", call, Map.of("year", call.year()));
        }
        return call;
    }

    /** Until a later day, with the reason; those who act after it keep their order. */
    @Transactional
    public Call extend(Actor actor, UUID id, @Nullable String which, @Nullable String last, @Nullable String why) {
        var stage = stage(which);
        calls.lock(id);
        var call = require(actor, id);
        var day = CallForm.day(last);
        var reason = CallForm.text(why);
        var known = call.window(stage);
        var closes = day.map(CallForm::end).orElse(Instant.MIN);
        if (closes.equals(known.closes())) {
            return call;
        }
        var then = new EnumMap<>(call.windows());
        if (day.isPresent() && closes.isAfter(known.closes())) {
            then.put(stage, new Window(known.kind(), known.opens(), closes));
        }
        Verdict.of(
            Condition.of("validation.call.later", closes.isAfter(known.closes()), known.closes()),
            Condition.of("validation.call.order", isInOrder(then)),
            Condition.of("validation.call.why", ValidationRules.isText(reason), ValidationRules.LONGEST)).orRefuse();
        calls.set(id, stage, then.get(stage), reason, Map.entry(clock.instant(), actor.teacher()));
        record(actor, "validation.extend", call, Map.of("year", call.year(), "stage", stage.name(), "until", closes.toString(), "reason", reason));
        return call;
    }

    private static boolean isInOrder(Map<Stage, Window> windows) {
        return !windows.get(Stage.UNIT).closes().isBefore(windows.get(Stage.CONFIRM).closes())
            && !windows.get(Stage.VALIDATE).closes().isBefore(windows.get(Stage.UNIT).closes());
    }

    private static Stage stage(@Nullable String name) {
        return java.util.Arrays.stream(Stage.values()).filter(it -> it.name().equals(name)).findFirst().orElseThrow(() -> new NotFound("window"));
    }

    private Call require(Actor actor, UUID id) {
        var call = calls.find(id).orElseThrow(() -> new NotFound(id));
        look.kept(actor, call.owner().id().toString());
        return call;
    }

    private void record(Actor actor, String act, Call call, Map<String, Object> facts) {
        trail.record(actor, act, "organization:" + call.owner().id(), call.owner().path(), null, facts);
    }
}
