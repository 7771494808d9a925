package org.xingtan.identity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.directory.RealName;
import org.xingtan.platform.TeacherId;

/** What a code does, all of it or nothing: the account, its name and password, the person's real-name state, the old sign-ins' end. */
@Service
class UseCode {

    record Choice(TeacherId teacher, byte[] code, String username, String passwordHash) {}

    enum Result { USED, NAME_TAKEN, CODE_GONE }

    private final Activations activations;
    private final AccountStore accounts;
    private final EndSignIns endSignIns;
    private final RealName realName;
    private final People people;
    private final AuditTrail trail;

    UseCode(Activations activations, AccountStore accounts, EndSignIns endSignIns, RealName realName, People people, AuditTrail trail) {
        this.activations = activations;
        this.accounts = accounts;
        this.endSignIns = endSignIns;
        this.realName = realName;
        this.people = people;
        this.trail = trail;
    }

    /** The hash of the code that opens the person's account now; null when there is none. */
    byte @Nullable [] open(TeacherId teacher, Instant now) {
        return activations.open(teacher, now);
    }

    @Transactional
    public Result use(Choice choice, Instant now) {
        if (!activations.use(choice.teacher(), choice.code(), now)) {
            return Result.CODE_GONE;
        }
        if (!accounts.rename(choice.teacher(), choice.username())) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return Result.NAME_TAKEN;
        }
        accounts.setPassword(choice.teacher(), choice.passwordHash(), now);
        var ended = endSignIns.all(choice.teacher());
        realName.match(null, choice.teacher());
        trail.record(null, "identity.activation.use", "teacher:" + choice.teacher(), path(choice.teacher()), null, Map.of("ended", ended));
        return Result.USED;
    }

    /** @param teacher whose code was tried; null when nobody's */
    @Transactional
    public void failed(@Nullable TeacherId teacher) {
        if (teacher != null) {
            activations.failed(teacher);
        }
        trail.record(null, "identity.activation.failed", teacher == null ? "teacher:unknown" : "teacher:" + teacher,
            teacher == null ? null : path(teacher), null, null);
    }

    private @Nullable String path(TeacherId teacher) {
        return people.find(teacher).map(PersonCard::path).orElse(null);
    }
}
