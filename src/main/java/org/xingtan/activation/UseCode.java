package org.xingtan.activation;

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
import org.xingtan.identity.ClaimAccount;
import org.xingtan.identity.WrongTries;
import org.xingtan.platform.TeacherId;

/** What a code does, all of it or nothing: the account, its name and password, the person's real-name state, the old sign-ins' end. */
@Service
class UseCode {

    enum Result { USED, NAME_TAKEN, CODE_GONE }

    private final Codes codes;
    private final ClaimAccount accounts;
    private final RealName realName;
    private final People people;
    private final WrongTries tries;
    private final AuditTrail trail;

    UseCode(Codes codes, ClaimAccount accounts, RealName realName, People people, WrongTries tries, AuditTrail trail) {
        this.codes = codes;
        this.accounts = accounts;
        this.realName = realName;
        this.people = people;
        this.tries = tries;
        this.trail = trail;
    }

    /**
     * Whether the code opens the person's account now. A wrong one is counted and written down; after five, the address they
     * came from waits, and no other.
     *
     * @param teacher null when name and document are nobody's
     * @param from    the network address
     */
    @Transactional
    public boolean isRight(@Nullable TeacherId teacher, String code, String from, Instant now) {
        if (teacher != null && !tries.leftForCode(teacher, from, now).isPositive()) {
            if (codes.isRight(teacher, codes.hash(teacher, code), now)) {
                return true;
            }
            tries.countCode(teacher, from, now);
        }
        trail.record(null, "activation.failed", teacher == null ? "teacher:unknown" : "teacher:" + teacher,
            teacher == null ? null : path(teacher), null, null);
        return false;
    }

    @Transactional
    public Result use(ClaimAccount.Choice choice, String code, String passwordHash, Instant now) {
        if (!codes.use(choice.teacher(), codes.hash(choice.teacher(), code), now)) {
            return Result.CODE_GONE;
        }
        var ended = accounts.claim(choice, passwordHash, now);
        if (ended.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return Result.NAME_TAKEN;
        }
        realName.match(null, choice.teacher());
        trail.record(null, "activation.use", "teacher:" + choice.teacher(), path(choice.teacher()), null, Map.of("ended", ended.getAsInt()));
        return Result.USED;
    }

    private @Nullable String path(TeacherId teacher) {
        return people.find(teacher).map(PersonCard::path).orElse(null);
    }
}
