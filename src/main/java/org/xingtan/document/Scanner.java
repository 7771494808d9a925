package org.xingtan.document;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.xingtan.platform.CannotStart;

/** The scanner for viruses that an installation names, a clamd: bytes go to it in chunks (INSTREAM), one line comes back. */
@Component
class Scanner {

    private static final Logger LOG = LoggerFactory.getLogger(Scanner.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_LINE = 4_096;

    /** What a file is known to be; all but the first two leave it as unknown as it was. */
    enum Verdict { CLEAN, INFECTED, TOO_LARGE, AWAY, ODD }

    /** @param said the signature of what was found, or what went wrong */
    record Answer(Verdict verdict, String said) {}

    private final String host;
    private final int port;

    Scanner(@Value("${xingtan.scanner.address:}") String address) {
        var colon = address.strip().lastIndexOf(':');
        if (!address.isBlank() && !address.strip().matches(".+:[0-9]{1,5}")) {
            throw new CannotStart("XINGTAN_SCANNER has to name a clamd as host:port, for example localhost:3310.");
        }
        this.host = address.isBlank() ? "" : address.strip().substring(0, colon);
        this.port = address.isBlank() ? 0 : Integer.parseInt(address.strip().substring(colon + 1));
    }

    boolean isNamed() {
        return port > 0;
    }

    /** As the operator reads it. */
    String name() {
        return host + ":" + port;
    }

    /**
     * Within that time there is an answer, whatever the other side does or leaves undone.
     *
     * @throws UncheckedIOException when the bytes themselves cannot be read
     */
    Answer scan(InputStream bytes, Duration within) {
        try (var socket = new Socket()) {
            var alarm = CompletableFuture.runAsync(() -> close(socket), CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS));
            try {
                socket.connect(new InetSocketAddress(host, port), (int) Math.min(CONNECT.toMillis(), within.toMillis()));
                send(socket, bytes);
                return answer(new String(socket.getInputStream().readNBytes(LONGEST_LINE), StandardCharsets.UTF_8).replace("\0", "").strip());
            } finally {
                alarm.cancel(false);
            }
        } catch (IOException e) {
            return new Answer(Verdict.AWAY, String.valueOf(e.getMessage()));
        }
    }

    /** Stops when the scanner has had enough: then it has answered, and a line that it has closed still holds the answer. */
    private static void send(Socket socket, InputStream bytes) {
        try {
            var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK + Integer.BYTES));
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            var chunk = new byte[CHUNK];
            for (var n = read(bytes, chunk); n > 0 && socket.getInputStream().available() == 0; n = read(bytes, chunk)) {
                out.writeInt(n);
                out.write(chunk, 0, n);
                out.flush();
            }
            out.writeInt(0);
            out.flush();
        } catch (IOException e) {
            LOG.debug("The scanner takes no more", e);
        }
    }

    private static int read(InputStream bytes, byte[] chunk) {
        try {
            return bytes.readNBytes(chunk, 0, CHUNK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code stream: OK}, {@code stream: … FOUND}, {@code … ERROR}; what goes beyond the scanner's own limits it has not looked at. */
    private static Answer answer(String line) {
        if (line.equals("stream: OK")) {
            return new Answer(Verdict.CLEAN, "");
        }
        if (line.contains("size limit exceeded") || line.contains("Heuristics.Limits.Exceeded")) {
            return new Answer(Verdict.TOO_LARGE, line);
        }
        if (line.matches("stream: [\\x21-\\x7E]{1,200} FOUND")) {
            return new Answer(Verdict.INFECTED, line.split(" ")[1]);
        }
        return new Answer(line.isEmpty() ? Verdict.AWAY : Verdict.ODD, line);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("The line to the scanner was gone already", e);
        }
    }
}
