package org.xingtan.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;

/** What is confidential lies encrypted: what was stored before it did is encrypted after a start. */
@Component
class SealConfidential implements AuditCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SealConfidential.class);

    private record Stored(UUID id, String sha256) {}

    private final List<Confidential> modules;
    private final JdbcClient db;
    private final ObjectStore store;

    SealConfidential(List<Confidential> modules, JdbcClient db, ObjectStore store) {
        this.modules = modules;
        this.db = db;
        this.store = store;
    }

    @Override
    public String name() {
        return "document.sealed";
    }

    /** Once after each start; what is encrypted already costs a look at its name. */
    @Scheduled(initialDelay = 10_000)
    void seal() {
        findings(true).forEach(LOG::error);
    }

    @Override
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<String>();
        for (var module : modules) {
            var open = stored(module.confidential()).filter(it -> !store.isSealed(it.sha256())).toList();
            open.stream().filter(it -> !(repair && seal(it))).forEach(it -> findings.add("document " + it.id() + " does not lie encrypted"));
        }
        return findings;
    }

    private Stream<Stored> stored(List<DocumentId> ids) {
        return db.sql("select id, sha256 from document.document where id = any (:ids) order by id")
            .param("ids", ids.stream().map(DocumentId::value).toArray(UUID[]::new)).query(Stored.class).list().stream();
    }

    private boolean seal(Stored document) {
        try (var bytes = store.open(document.sha256(), 0)) {
            return store.seal(bytes).sha256().equals(document.sha256());
        } catch (IOException e) {
            LOG.error("Document {} cannot be encrypted", document.id(), e);
            return false;
        }
    }
}
