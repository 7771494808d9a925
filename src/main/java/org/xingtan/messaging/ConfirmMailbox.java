package org.xingtan.messaging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Masks;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;

/** Use case: somebody opens the link in the mail and is signed in as the one who asked for it. So the address is his. */
@Component
class ConfirmMailbox {

    private final Mailboxes mailboxes;
    private final List<MailboxConfirmed> listeners;
    private final AuditTrail trail;

    ConfirmMailbox(Mailboxes mailboxes, List<MailboxConfirmed> listeners, AuditTrail trail) {
        this.mailboxes = mailboxes;
        this.listeners = listeners;
        this.trail = trail;
    }

    /** The address this link would confirm, masked; empty when it is not good for this person, or no longer. */
    Optional<String> address(Actor actor, String code) {
        return proposal(actor, code).map(it -> Masks.email(it.address()));
    }

    /** @throws Refused when the link is not good for this person, or no longer */
    @Transactional
    void confirm(Actor actor, String code) {
        var proposal = proposal(actor, code).orElseThrow(() -> new Refused("messaging.mailbox.link"));
        mailboxes.confirm(actor.teacher(), proposal);
        listeners.forEach(it -> it.confirmed(actor, proposal.address()));
        trail.record(actor, "messaging.mailbox.confirm", "teacher:" + actor.teacher(), null, null, Map.of("kind", "EMAIL"));
    }

    private Optional<Mailboxes.Proposal> proposal(Actor actor, String code) {
        return mailboxes.proposal(actor.teacher()).filter(it -> MessageDigest.isEqual(bytes(it.code()), bytes(code)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
