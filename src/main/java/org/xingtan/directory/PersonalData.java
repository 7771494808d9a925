package org.xingtan.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;
import org.xingtan.platform.TeacherId;

/**
 * Encrypts what the law protects: numbers of documents and telephones. AES-GCM, bound to the person and the field, so that a
 * value moved to another row is none. A keyed hash finds a number without telling it.
 */
@Component
class PersonalData {

    enum Field { DOCUMENT, PHONE, CONTACT, BIRTH }

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final PersonalDataKeys keys;
    private final SecureRandom random = new SecureRandom();

    PersonalData(PersonalDataKeys keys) {
        this.keys = keys;
    }

    byte[] encrypt(TeacherId person, Field field, String plain) {
        return sealer().encrypt(person, field, plain);
    }

    String decrypt(TeacherId person, Field field, byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, keys.encryption(sealed[0]), new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
            cipher.updateAAD(context(person, field));
            return new String(cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data of " + person + " cannot be read with the keys at hand", e);
        }
    }

    byte[] hash(DocumentNumber number) {
        return sealer().hash(number);
    }

    /** For many values by one thread: the ciphers are made once. */
    Sealer sealer() {
        try {
            return new Sealer();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Encrypts and hashes one value after another; not for two threads. */
    final class Sealer {

        private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        private final Mac mac = Mac.getInstance("HmacSHA256");
        private final byte[] nonce = new byte[NONCE];

        private Sealer() throws GeneralSecurityException {
            mac.init(keys.lookup());
        }

        byte[] encrypt(TeacherId person, Field field, String plain) {
            try {
                var text = plain.getBytes(StandardCharsets.UTF_8);
                random.nextBytes(nonce);
                cipher.init(Cipher.ENCRYPT_MODE, keys.encryption(keys.current()), new GCMParameterSpec(TAG_BITS, nonce));
                cipher.updateAAD(context(person, field));
                var sealed = new byte[1 + NONCE + text.length + TAG_BITS / 8];
                sealed[0] = keys.current();
                System.arraycopy(nonce, 0, sealed, 1, NONCE);
                cipher.doFinal(text, 0, text.length, sealed, 1 + NONCE);
                return sealed;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        byte[] hash(DocumentNumber number) {
            return hash(number.type() + ":" + number.value());
        }

        byte[] hash(String text) {
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] context(TeacherId person, Field field) {
        var id = person.value();
        return ByteBuffer.allocate(17).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
            .put((byte) field.ordinal()).array();
    }
}
