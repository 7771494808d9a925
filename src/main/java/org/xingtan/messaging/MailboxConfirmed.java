package org.xingtan.messaging;

import org.xingtan.platform.Actor;

/** Is told, in the same transaction, that somebody has shown an address to be his. */
public interface MailboxConfirmed {

    void confirmed(Actor actor, String address);
}
