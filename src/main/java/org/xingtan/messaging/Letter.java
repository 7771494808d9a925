package org.xingtan.messaging;

import java.util.UUID;

/**
 * What goes out in one envelope.
 *
 * @param id      of the envelope: the same at every try, so that whoever receives it can tell
 * @param address of a mailbox, or the number of a telephone
 */
record Letter(UUID id, String address, String subject, String text) {

    @Override
    public String toString() {
        return id.toString();
    }
}
