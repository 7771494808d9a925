package org.xingtan.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class SealConfidentialTests {

    @Autowired Documents documents;
    @Autowired ObjectStore store;
    @Autowired JdbcClient db;
    @Autowired List<Confidential> modules;

    @Test
    void whatWasStoredBeforeItWasToBeEncryptedIsEncryptedLater() {
        var bytes = ("%PDF-1.7 王明 " + Uuids.next()).getBytes(StandardCharsets.UTF_8);
        var id = documents.store("名单.pdf", "application/pdf", bytes);
        var seal = new SealConfidential(List.of(() -> List.of(id)), db, store);

        assertThat(seal.findings(false)).singleElement().asString().contains(id.toString());
        assertThat(seal.findings(true)).isEmpty();
        assertThat(seal.findings(false)).isEmpty();
        assertThat(store.isSealed(documents.find(id).orElseThrow().sha256())).isTrue();
        assertThat(documents.open(id)).hasBinaryContent(bytes);
    }

    @Test
    void everyModuleThatKeepsPersonalFilesNamesThem() {
        assertThat(modules).extracting(it -> org.springframework.aop.support.AopUtils.getTargetClass(it).getPackageName().replaceAll(".*\\.", ""))
            .containsOnly("appeal", "application", "discussion", "fee", "offering", "qualification", "recognition", "roster", "showcase", "summary", "unit");
    }
}
