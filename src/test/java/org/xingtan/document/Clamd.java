package org.xingtan.document;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The real scanner on a port of its own, which knows one virus: the harmless text that every scanner knows (EICAR). */
final class Clamd implements AutoCloseable {

    static final String SIGNATURE = "Xingtan.Test.UNOFFICIAL";

    /** In parts, so that no scanner takes our own sources for it. */
    static final byte[] VIRUS = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE" + "!$H+H*").getBytes(StandardCharsets.US_ASCII);

    private static final int LARGEST = 2_000_000;

    private final Process process;
    private final int port;

    private Clamd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Clamd start(Path folder) throws IOException, InterruptedException {
        var program = Stream.of("/usr/sbin/clamd", "/usr/bin/clamd", "/usr/local/sbin/clamd").map(Path::of).filter(Files::isExecutable).findFirst()
            .orElseGet(() -> fail("These tests need clamd, which is not installed: apt-get install --no-install-recommends clamav-daemon"));
        var port = freePort();
        var database = Files.createDirectories(folder.resolve("db"));
        Files.writeString(database.resolve("test.ndb"), "Xingtan.Test:0:*:" + HexFormat.of().formatHex(VIRUS) + "\n");
        var configuration = Files.write(folder.resolve("clamd.conf"), List.of("Foreground yes", "TCPSocket " + port, "TCPAddr 127.0.0.1",
            "DatabaseDirectory " + database, "StreamMaxLength " + LARGEST, "AlertExceedsMax yes"));
        var log = folder.resolve("clamd.log").toFile();
        var clamd = new Clamd(new ProcessBuilder(program.toString(), "--config-file=" + configuration).redirectErrorStream(true)
            .redirectOutput(log).start(), port);
        for (var i = 0; i < 300 && clamd.process.isAlive(); i++) {
            if (clamd.answers()) {
                return clamd;
            }
            Thread.sleep(100);
        }
        clamd.close();
        return fail("clamd does not start: " + Files.readString(log.toPath()));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    static byte[] tooLarge() {
        return new byte[LARGEST + 1_000_000];
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        return zip(name, content, "readme.txt", "nothing".getBytes(StandardCharsets.UTF_8));
    }

    static byte[] docx(byte[] embedded) throws IOException {
        return zip("word/document.xml", "<w:document/>".getBytes(StandardCharsets.UTF_8), "word/embeddings/object.bin", embedded);
    }

    private static byte[] zip(String first, byte[] one, String second, byte[] other) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(first));
            zip.write(one);
            zip.putNextEntry(new ZipEntry(second));
            zip.write(other);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
