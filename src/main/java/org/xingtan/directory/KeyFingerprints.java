package org.xingtan.directory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The database remembers which key it was first written with, by a fingerprint that tells nothing of the key. */
@Repository
class KeyFingerprints {

    private final JdbcClient db;

    KeyFingerprints(JdbcClient db) {
        this.db = db;
    }

    /** Whether this is the key; the first one ever asked about is. */
    boolean agree(SecretKeySpec key) {
        var mine = fingerprint(key);
        db.sql("insert into directory.key_fingerprint (name, fingerprint) values ('lookup', :mine) on conflict (name) do nothing")
            .param("mine", mine).update();
        return Arrays.equals(mine, db.sql("select fingerprint from directory.key_fingerprint where name = 'lookup'")
            .query(byte[].class).single());
    }

    private static byte[] fingerprint(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal("fingerprint".getBytes(StandardCharsets.US_ASCII)), 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
