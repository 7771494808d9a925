package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.recognition.LookAtClaims;
import org.xingtan.recognition.TakeBack;
import org.xingtan.recognition.YearClosed;

/** A claim of hours that a review rejected. Granted, the rejection is set aside, and whoever decides the appeal approves in its place. */
@Component
class ClaimMatter implements Matter {

    private final LookAtClaims claims;
    private final TakeBack takeBack;
    private final ObjectProvider<YearClosed> closed;

    ClaimMatter(LookAtClaims claims, TakeBack takeBack, ObjectProvider<YearClosed> closed) {
        this.claims = claims;
        this.takeBack = takeBack;
        this.closed = closed;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.CLAIM;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return claims.rejected(teacher).stream().map(it -> subject(teacher, it)).filter(Subject::contestable).limit(OFFERED).toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(it -> subject(teacher, it));
    }

    @Override
    public Set<UUID> same(TeacherId teacher, UUID reference) {
        var claim = rejected(teacher, reference).map(LookAtClaims.Rejected::claim);
        return claims.rejected(teacher).stream().filter(it -> claim.filter(it.claim()::equals).isPresent()).map(LookAtClaims.Rejected::review).collect(Collectors.toSet());
    }

    @Override
    public @Nullable String look(Actor actor, TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(it -> "/console/recognition/claims/" + teacher + "/" + it.claim()).orElse(null);
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        takeBack.overrule(actor, appeal.teacher(), appeal.reference(), remedy.reason());
    }

    private Optional<LookAtClaims.Rejected> rejected(TeacherId teacher, UUID review) {
        return claims.rejected(teacher).stream().filter(it -> it.review().equals(review)).findFirst();
    }

    /** Into a year that was validated before the review nothing comes, whoever decides. */
    private Subject subject(TeacherId teacher, LookAtClaims.Rejected one) {
        var contestable = one.stands() && closed.stream().noneMatch(it -> it.wasClosed(teacher, one.year(), one.at()));
        return new Subject(kind(), one.review(), null, one.title(), List.of(one.claimed(), one.reason()), one.at(), one.unit(), one.by(), contestable);
    }
}
