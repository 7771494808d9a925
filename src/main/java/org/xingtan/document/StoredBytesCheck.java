package org.xingtan.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;

/** Every document's bytes are in the store, as many as it says. */
@Component
class StoredBytesCheck implements AuditCheck {

    private record Stored(String id, String sha256, long size) {}

    private final JdbcClient db;
    private final ObjectStore store;

    StoredBytesCheck(JdbcClient db, ObjectStore store) {
        this.db = db;
        this.store = store;
    }

    @Override
    public String name() {
        return "document.bytes";
    }

    @Override
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<String>();
        try (var documents = db.sql("select id, sha256, size from document.document order by id").query(Stored.class).stream()) {
            documents.filter(document -> sizeOf(document) != document.size())
                .forEach(document -> findings.add("document " + document.id() + " has not the bytes it says"));
        }
        return findings;
    }

    private long sizeOf(Stored document) {
        try {
            return store.size(document.sha256());
        } catch (IOException e) {
            return -1;
        }
    }
}
