package org.xingtan.document;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.TeacherId;

/** Use case: a virus was found. Nobody gets the file any more, whoever gave it is told, and the trail of his unit has it. */
@Component
class Quarantine {

    private final Scans scans;
    private final Given given;
    private final FileGivers givers;
    private final AuditTrail audit;

    Quarantine(Scans scans, Given given, FileGivers givers, AuditTrail audit) {
        this.scans = scans;
        this.given = given;
        this.givers = givers;
        this.audit = audit;
    }

    @Transactional
    public void found(Scans.Due due, String signature) {
        if (scans.quarantine(due, signature)) {
            scans.documents(due.sha256()).forEach(this::announce);
        }
    }

    private void announce(DocumentCard file) {
        var people = given.by(file.id());
        if (people.isEmpty()) {
            record(file, null);
        }
        people.forEach(giver -> {
            record(file, giver);
            givers.tell(giver, file);
        });
    }

    private void record(DocumentCard file, @Nullable TeacherId giver) {
        var facts = new HashMap<String, Object>();
        facts.put("file", file.name());
        facts.put("signature", String.valueOf(file.signature()));
        facts.put("sha256", file.sha256());
        audit.record(null, "document.quarantine", giver == null ? "document:" + file.id() : "teacher:" + giver,
            giver == null ? null : givers.path(giver), null, facts);
    }
}
