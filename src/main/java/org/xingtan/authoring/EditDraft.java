package org.xingtan.authoring;

import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;

/** Use case: something of a draft is changed, or it is thrown away. */
@Service
public class EditDraft {

    private final Drafts drafts;
    private final Authorities authorities;
    private final AuditTrail audit;

    EditDraft(Drafts drafts, Authorities authorities, AuditTrail audit) {
        this.drafts = drafts;
        this.authorities = authorities;
        this.audit = audit;
    }

    /** @throws NotFound when it is not there, or its organization is none of the actor's */
    public DraftCard find(Actor actor, UUID id) {
        authorities.scope(actor);
        var draft = drafts.find(id).orElseThrow(() -> new NotFound(id));
        authorities.require(actor, draft.owner().id());
        return draft;
    }

    /**
     * On top of the version that its page showed. The same act sent twice is done once.
     *
     * @param act what was sent, so that it is known again
     * @throws OptimisticLockingFailureException when somebody has changed it meanwhile
     */
    @Transactional
    public void change(Actor actor, UUID id, int version, String act, UnaryOperator<ProgramDraft> change) {
        find(actor, id);
        drafts.keepUnits();
        var draft = drafts.lock(id).orElseThrow(() -> new NotFound(id));
        if (draft.version() == version + 1 && draft.lastAct().equals(act)) {
            return;
        }
        if (draft.version() != version || draft.published() != null) {
            throw new OptimisticLockingFailureException("draft " + id);
        }
        drafts.save(id, change.apply(draft.content()), act, actor);
    }

    /** What is gone already stays so. */
    @Transactional
    void discard(Actor actor, UUID id) {
        authorities.scope(actor);
        drafts.keepUnits();
        drafts.find(id).ifPresent(draft -> {
            var path = authorities.require(actor, draft.owner().id()).path();
            if (drafts.remove(id)) {
                audit.record(actor, "program.discard", "draft:" + id, path, Map.of("title", draft.content().basics().title()), null);
            }
        });
    }
}
