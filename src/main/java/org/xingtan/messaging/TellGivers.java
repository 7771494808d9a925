package org.xingtan.messaging;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.FileGivers;
import org.xingtan.platform.TeacherId;

/** Whoever gave a file in which a virus was found has it in his inbox. */
@Component
class TellGivers implements FileGivers {

    private final People people;
    private final Send send;

    TellGivers(People people, Send send) {
        this.people = people;
        this.send = send;
    }

    @Override
    public @Nullable String path(TeacherId giver) {
        return people.find(giver).map(PersonCard::path).orElse(null);
    }

    @Override
    public void tell(TeacherId giver, DocumentCard file) {
        send.to(giver, Outgoing.official("document.quarantine", "document:" + file.id(), "messaging.quarantine.", file.name(),
            String.valueOf(file.signature())));
    }
}
