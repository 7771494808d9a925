package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** The content of an encrypted file. That it is whole and the right one is known before the first byte; each piece is before its own. */
final class SealedInput extends InputStream {

    private final FileChannel file;
    private final Seal seal;
    private final byte[] hash;
    private final long last;

    private long number;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    private SealedInput(FileChannel file, FileKeys keys, String sha256) throws IOException {
        this.file = file;
        this.seal = Seal.of(bytes(0, Seal.HEAD), keys);
        this.hash = HexFormat.of().parseHex(sha256);
        this.last = Seal.content(file.size()) / Seal.PIECE;
        read(last);
    }

    /**
     * @param from the first byte wanted
     * @throws IOException when it is not, or no longer, the file with this hash
     */
    static SealedInput open(Path path, FileKeys keys, String sha256, long from) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            var input = new SealedInput(file, keys, sha256);
            input.seek(from);
            return input;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void seek(long from) throws IOException {
        number = from / Seal.PIECE;
        if (number <= last) {
            piece = read(number++);
            piece.position((int) Math.min(from % Seal.PIECE, piece.limit()));
        }
    }

    private ByteBuffer read(long at) throws IOException {
        var start = Seal.HEAD + at * (Seal.PIECE + Seal.TAG);
        var sealed = bytes(start, (int) Math.min(Seal.PIECE + Seal.TAG, file.size() - start));
        return ByteBuffer.wrap(at == last ? seal.open(at, sealed, hash) : seal.open(at, sealed));
    }

    private byte[] bytes(long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        return bytes.array();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!piece.hasRemaining() && number <= last && length > 0) {
            piece = read(number++);
        }
        if (!piece.hasRemaining() && length > 0) {
            return -1;
        }
        var n = Math.min(length, piece.remaining());
        piece.get(into, offset, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
