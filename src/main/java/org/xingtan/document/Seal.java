package org.xingtan.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * How an encrypted file lies on the disk: {@link #HEAD} bytes (a mark, the number of the key, a salt), then the content in pieces of
 * {@link #PIECE} bytes, each with its {@link #TAG}. The last piece is shorter than the others, if need be empty.
 *
 * <p>Each file has a key of its own, derived from the numbered one and its salt (HKDF-SHA256), so that a piece's number is its
 * nonce (AES-256-GCM). Every piece vouches for the head, the last one for the hash of all the content besides: pieces cannot be
 * changed, left out, moved or added, and one file cannot lie in the place of another.
 */
final class Seal {

    static final int PIECE = 1 << 16;
    static final int TAG = 16;
    static final int HEAD = 41;

    private static final byte[] MARK = "XTSEAL\0\1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PURPOSE = "xingtan file".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] head;
    private final SecretKey key;
    private final Cipher cipher;

    private Seal(byte[] head, SecretKey numbered) {
        this.head = head;
        try {
            var salt = Arrays.copyOfRange(head, MARK.length + 1, HEAD);
            this.key = KDF.getInstance("HKDF-SHA256")
                .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(numbered).addSalt(salt).thenExpand(PURPOSE, 32));
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Seal fresh(FileKeys keys) {
        var salt = new byte[HEAD - MARK.length - 1];
        RANDOM.nextBytes(salt);
        var number = keys.current();
        return new Seal(ByteBuffer.allocate(HEAD).put(MARK).put(number).put(salt).array(), keys.encryption(number));
    }

    /** @throws IOException when a file with such a head is none of these */
    static Seal of(byte[] head, FileKeys keys) throws IOException {
        if (head.length != HEAD || !Arrays.equals(head, 0, MARK.length, MARK, 0, MARK.length)) {
            throw new IOException("This is no sealed file");
        }
        return new Seal(head, keys.encryption(head[MARK.length]));
    }

    byte[] head() {
        return head;
    }

    /** How many bytes of content a file of so many bytes has. */
    static long content(long length) throws IOException {
        var pieces = (length - HEAD) / (PIECE + TAG);
        var last = (length - HEAD) % (PIECE + TAG) - TAG;
        if (length < HEAD || last < 0) {
            throw new IOException("A sealed file has been cut off");
        }
        return pieces * PIECE + last;
    }

    /** @param hash of all the content with the last piece; nothing with the others */
    byte[] close(long number, byte[] piece, int length, byte... hash) {
        try {
            return with(Cipher.ENCRYPT_MODE, number, hash).doFinal(piece, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException when the piece is not the one that was written at this place of this file */
    byte[] open(long number, byte[] sealed, byte... hash) throws IOException {
        try {
            return with(Cipher.DECRYPT_MODE, number, hash).doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("A sealed file is not what was kept", e);
        }
    }

    private Cipher with(int mode, long number, byte[] hash) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, ByteBuffer.allocate(12).putInt(hash.length).putLong(number).array()));
        cipher.updateAAD(head);
        cipher.updateAAD(hash);
        return cipher;
    }
}
