package org.xingtan.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files as a scanner for viruses leaves them. Their bytes are said before they are given or afterwards. */
@Fixture
public class Scanned {

    /** What stands for a virus's name here. */
    public static final String SIGNATURE = "Test.Virus";

    private final JdbcClient db;

    Scanned(JdbcClient db) {
        this.db = db;
    }

    public void held(byte[] bytes) {
        db.sql("""
                insert into document.scan (sha256, state, since, due_at) values (:sha256, 'SCANNING', now(), now() + interval '1 year')
                """)
            .param("sha256", sha256(bytes)).update();
    }

    public void tooLarge(byte[] bytes) {
        db.sql("update document.scan set trouble = 'TOO_LARGE' where sha256 = :sha256").param("sha256", sha256(bytes)).update();
    }

    public void clean(byte[] bytes) {
        db.sql("update document.scan set state = 'CLEAN', judged_at = now() where sha256 = :sha256").param("sha256", sha256(bytes)).update();
    }

    public void infected(byte[] bytes) {
        db.sql("update document.scan set state = 'QUARANTINED', signature = :signature, judged_at = now() where sha256 = :sha256")
            .param("signature", SIGNATURE).param("sha256", sha256(bytes)).update();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
