package org.xingtan.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Use case: a notice is written, changed and, in the end, published or thrown away. */
@Service
class WriteNotice {

    /** A file as it comes from a form. */
    interface Upload {

        String name();

        InputStream open() throws IOException;
    }

    private final NoticeDrafts drafts;
    private final Authorities authorities;
    private final Notices notices;
    private final PublishNotice publish;
    private final Documents documents;
    private final AuditTrail audit;

    WriteNotice(NoticeDrafts drafts, Authorities authorities, Notices notices, PublishNotice publish, Documents documents, AuditTrail audit) {
        this.drafts = drafts;
        this.authorities = authorities;
        this.notices = notices;
        this.publish = publish;
        this.documents = documents;
        this.audit = audit;
    }

    /** Nothing written yet, in the name of the first organization that the actor writes for. */
    NoticeDraftCard begin(Actor actor) {
        var owner = authorities.offered(actor).getFirst();
        return new NoticeDraftCard(Uuids.next(), owner.id(), owner.name(), owner.nameEn(), NoticeDraft.empty(owner.name()), 0,
            Instant.EPOCH);
    }

    /** @throws NotFound when it is not there, or its organization is none of the actor's */
    NoticeDraftCard find(Actor actor, UUID id) {
        authorities.scope(actor);
        var draft = drafts.find(id).orElseThrow(() -> new NotFound(id));
        authorities.require(actor, draft.owner());
        return draft;
    }

    /**
     * Sent twice it is saved once; what is published already stays as it is. Of attachments only those are kept that the draft has:
     * a file of somebody else's does not get out by its id.
     *
     * @param uploads files that are attached after those that the content names
     */
    @Transactional
    void save(Actor actor, UUID id, OrganizationId owner, NoticeDraft content, List<Upload> uploads, int version) {
        var place = authorities.require(actor, owner);
        drafts.lock(id);
        if (notices.isThere(id)) {
            return;
        }
        var before = drafts.find(id);
        before.ifPresent(it -> authorities.require(actor, it.owner()));
        var attachments = new ArrayList<>(content.attachments());
        attachments.retainAll(before.map(it -> it.content().attachments()).orElse(List.of()));
        uploads.stream().map(this::store).filter(it -> !attachments.contains(it)).forEach(attachments::add);
        if (drafts.save(id, owner, content.with(List.copyOf(attachments)), version, actor) && version == 0) {
            audit.record(actor, "notice.draft", "notice:" + id, place.path(), null, Map.of("title", content.title(), "number", content.number()));
        }
    }

    Verdict verdict(NoticeDraft draft) {
        return draft.verdict(notices.find(draft.number()).isEmpty(), notices.find(draft.forwards()).isPresent(),
            files(draft).stream().allMatch(DocumentCard::isOpen));
    }

    List<DocumentCard> files(NoticeDraft draft) {
        return draft.attachments().stream().map(it -> documents.find(new DocumentId(it)).orElseThrow()).toList();
    }

    /** @throws org.xingtan.platform.Refused with everything that is missing */
    @Transactional
    void publish(Actor actor, UUID id) {
        drafts.lock(id);
        if (notices.isThere(id)) {
            return;
        }
        var draft = find(actor, id);
        verdict(draft.content()).orRefuse();
        publish.publish(id, draft.content().definition(), draft.owner(), actor);
        drafts.remove(id);
        audit.record(actor, "notice.publish", "notice:" + id, authorities.find(draft.owner()).path(), null,
            Map.of("title", draft.content().title(), "number", draft.content().number()));
    }

    /** @throws NotFound when it is none of the actor's; what is gone already stays so */
    @Transactional
    void discard(Actor actor, UUID id) {
        authorities.scope(actor);
        drafts.find(id).ifPresent(draft -> {
            var path = authorities.require(actor, draft.owner()).path();
            if (drafts.remove(id)) {
                audit.record(actor, "notice.discard", "notice:" + id, path, Map.of("title", draft.content().title()), null);
            }
        });
    }

    private UUID store(Upload upload) {
        try (var bytes = upload.open()) {
            return documents.store(upload.name(), bytes).value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
