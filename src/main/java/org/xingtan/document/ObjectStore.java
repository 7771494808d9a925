package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;

/** Where the bytes lie, under the hash of their content. What is kept once is never changed. */
interface ObjectStore {

    /** What was kept: the hash and the size of all bytes, and the first few of them. */
    record Kept(String sha256, long size, byte[] head) {}

    /** Reads to the end and keeps; when this returns, the bytes survive a power cut. */
    Kept keep(InputStream bytes) throws IOException;

    /** The same, encrypted, and read back before this returns; what lay there in plain is gone. */
    Kept seal(InputStream bytes) throws IOException;

    /** Whether what is kept under that hash lies encrypted and nowhere in plain. */
    boolean isSealed(String sha256);

    /** @param from the first byte wanted */
    InputStream open(String sha256, long from) throws IOException;

    /** @throws IOException when nothing is kept under that hash */
    long size(String sha256) throws IOException;

    /** Writes a piece of a file that is on its way; when this returns, it survives a power cut. */
    void arrive(UUID upload, long offset, byte[] piece) throws IOException;

    /** How far a file on its way has come; 0 of one that has not begun. */
    long arrived(UUID upload) throws IOException;

    InputStream openArriving(UUID upload) throws IOException;

    /** Forgets a file on its way, if there is one. */
    void dropArriving(UUID upload) throws IOException;

    /** Forgets everything on its way that was last written before then. */
    void dropArrivingBefore(Instant then) throws IOException;
}
