package org.xingtan.directory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import org.springframework.stereotype.Component;

/**
 * Seals what this installation itself wrote, with a key that lies outside the database: whoever changes a sealed row by
 * hand cannot seal it again.
 */
@Component
public class Seals {

    private final PersonalDataKeys keys;

    Seals(PersonalDataKeys keys) {
        this.keys = keys;
    }

    /**
     * @param purpose keeps seals of different things apart, e.g. {@code certificate}
     * @return HMAC-SHA256, 32 bytes
     * @throws org.xingtan.platform.Problem 503 when this node has not the keys of the installation
     */
    public byte[] of(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.lookup());
            mac.update(("seal:" + purpose + "\0").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
