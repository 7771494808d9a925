package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes lie, under the hash of their content. What is kept once is never changed. */
interface ObjectStore {

    /** What was kept: the hash and the size of all bytes, and the first few of them. */
    record Kept(String sha256, long size, byte[] head) {}

    /** Reads to the end and keeps; when this returns, the bytes survive a power cut. */
    Kept keep(InputStream bytes) throws IOException;

    /** @param from the first byte wanted */
    InputStream open(String sha256, long from) throws IOException;

    /** @throws IOException when nothing is kept under that hash */
    long size(String sha256) throws IOException;
}
