import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One persistent HTTP/1.1 connection that costs the measuring side as little as possible. */
final class Http implements AutoCloseable {

    /** @param cookies {@code name=value} of each that was set */
    record Answer(int status, byte[] body, List<String> cookies) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Http(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 15);
        out = socket.getOutputStream();
    }

    /** As a browser asks for a page. */
    static byte[] page(String path, String cookies) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\nCookie: " + cookies + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    }

    /** As a browser sends a form. */
    static byte[] form(String path, String cookies, String form) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length() + "\r\n\r\n" + form).getBytes(StandardCharsets.UTF_8);
    }

    /** As a program sends a file. */
    static byte[] file(String path, String token, String name, byte[] content) {
        return multipart(path, "Authorization: Bearer " + token, "", name, content);
    }

    /** As a browser sends a form with a file. */
    static byte[] upload(String path, String cookies, String name, byte[] content) {
        return multipart(path, "Cookie: " + cookies, "--bench\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + guard(cookies) + "\r\n", name, content);
    }

    /** What a form has to bring back. */
    static String guard(String cookies) {
        return java.util.Arrays.stream(cookies.split("; ")).filter(it -> it.startsWith("xingtan-csrf=")).findFirst().orElseThrow().substring(13);
    }

    private static byte[] multipart(String path, String credential, String fields, String name, byte[] content) {
        var before = fields + "--bench\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        var after = "\r\n--bench--\r\n";
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh-CN\r\n" + credential
            + "\r\nContent-Type: multipart/form-data; boundary=bench\r\nContent-Length: " + (before.length() + content.length + after.length()) + "\r\n\r\n";
        var all = new ByteArrayOutputStream();
        all.writeBytes((head + before).getBytes(StandardCharsets.UTF_8));
        all.writeBytes(content);
        all.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }

    static byte[] request(String method, String path, String token, String body) {
        var head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh-CN\r\n"
            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
            + (body == null ? "" : "Content-Type: application/json\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
            + "\r\n" + (body == null ? "" : body);
        return head.getBytes(StandardCharsets.UTF_8);
    }

    Answer send(String method, String path, String token, String body) throws IOException {
        return send(request(method, path, token, body));
    }

    Answer send(byte[] request) throws IOException {
        out.write(request);
        var status = Integer.parseInt(line().substring(9, 12));
        var length = -1;
        var chunked = false;
        var cookies = List.<String>of();
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            } else if (lower.startsWith("set-cookie:")) {
                cookies = new ArrayList<>(cookies);
                cookies.add(header.substring(11, header.indexOf(';')).strip());
            }
        }
        return new Answer(status, chunked ? chunks() : status == 204 || status == 304 ? new byte[0] : in.readNBytes(Math.max(0, length)), cookies);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
