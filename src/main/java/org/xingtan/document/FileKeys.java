package org.xingtan.document;

import javax.crypto.SecretKey;
import org.xingtan.platform.Problem;

/** The keys of files that lie encrypted. The module that keeps the keys of personal data implements it. */
public interface FileKeys {

    /**
     * The number of the key for what is written from now on.
     *
     * @throws Problem 503 when nobody else could read what is written with the keys at hand
     */
    byte current();

    /** @throws IllegalStateException when this installation never had or no longer has that key */
    SecretKey encryption(byte number);
}
