package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.recognition.LookAtClaims;
import org.xingtan.recognition.TakeBack;

/** A claim of hours that a review rejected. Granted, the rejection is set aside, and whoever decides the appeal approves in its place. */
@Component
class ClaimMatter implements Matter {

    private final LookAtClaims claims;
    private final TakeBack takeBack;

    ClaimMatter(LookAtClaims claims, TakeBack takeBack) {
        this.claims = claims;
        this.takeBack = takeBack;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.CLAIM;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return claims.rejected(teacher).stream().map(this::subject).filter(Subject::contestable).limit(OFFERED).toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(this::subject);
    }

    @Override
    public @Nullable String look(TeacherId teacher, UUID reference) {
        return rejected(teacher, reference).map(it -> "/console/recognition/claims/" + teacher + "/" + it.claim()).orElse(null);
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        takeBack.overrule(actor, appeal.teacher(), appeal.reference(), remedy.reason());
    }

    private Optional<LookAtClaims.Rejected> rejected(TeacherId teacher, UUID review) {
        return claims.rejected(teacher).stream().filter(it -> it.review().equals(review)).findFirst();
    }

    private Subject subject(LookAtClaims.Rejected one) {
        return new Subject(kind(), one.review(), null, one.title(), List.of(one.claimed(), one.reason()), one.at(), one.unit(), one.by(), one.stands());
    }
}
