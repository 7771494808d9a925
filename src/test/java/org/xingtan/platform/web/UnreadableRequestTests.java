package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.xingtan.testing.XingtanTest;

/** What cannot be read is answered 4xx, as a problem, wherever on the way it fails. Sent byte by byte: no client would send it. */
@XingtanTest
class UnreadableRequestTests {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/v1/programs?q=%ED%A0%80", "/api/v1/programs?q=%ff", "/api/v1/programs?q=%00", "/api/v1/programs?q='||1",
        "/api/v1/programs/%00", "/api/v1/programs/a%2fb", "/api/v1//me", "/api/v1/me;x=1"})
    void addressesThatAreNoneAreRefusedAsAProblem(String address) throws IOException {
        var answer = send("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json").doesNotContain("Tomcat", "timestamp", "Exception");
    }

    @Test
    void anAddressOfAPageIsRefusedByAPage() throws IOException {
        assertThat(send("GET /sign-in?next=%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 400").contains("text/html").doesNotContain("Exception");
    }

    @Test
    void anUnknownMethodIsRefusedAsAProblem() throws IOException {
        assertThat(send("TRACE /api/v1/programs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 4").contains("application/problem+json").doesNotContain("timestamp");
    }

    @Test
    void headersBeyondMeasureAreRefusedWithoutAWordAboutTheServer() throws IOException {
        assertThat(send("GET /api/v1/programs HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 4").doesNotContain("Tomcat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":\"\\ud800\",\"password\":\"x\",\"name\":\"n\"}", "{\"username\":\"a\\u0000b\",\"password\":\"x\",\"name\":\"n\"}"})
    void textThatCannotBeStoredIsRefused(String body) throws IOException {
        assertThat(post("/api/v1/tokens", "application/json", body)).startsWith("HTTP/1.1 400").contains("error.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "nothing at all", "application/json; charset=nowhere"})
    void contentOfNoTypeIsRefused(String type) throws IOException {
        assertThat(post("/api/v1/tokens", type, "{}")).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    /** As a machine sends it: nobody has to have signed in. */
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/preferences"})
    void aFileInThePlaceOfATextIsRefused(String address) throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"x.png\"\r\n\r\nx\r\n--b--\r\n"
            .formatted(address.equals("/sign-in") ? "username" : "next");

        assertThat(post(address, "multipart/form-data; boundary=b\r\nAuthorization: Bearer nobody", body)).startsWith("HTTP/1.1 400");
    }

    @Test
    void anotherMethodIsToldWhichOnesThereAre() throws IOException {
        assertThat(send("PATCH /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 405").containsPattern("Allow: (GET, ?POST|POST, ?GET)");
    }

    @Test
    void aChangeWithoutASignInIsAnswered401() throws IOException {
        assertThat(post("/api/v1/programs/018f0000-0000-7000-8000-000000000000/participation", "application/json", "{}")).startsWith("HTTP/1.1 401");
    }

    @Test
    void jsonWithoutEndIsRefusedByItsLengthAndByCounting() throws IOException {
        var endless = "{\"username\":\"" + "x".repeat(ReadableRequestFilter.LARGEST_JSON) + "\",\"password\":\"y\",\"name\":\"n\"}";
        assertThat(post("/api/v1/tokens", "application/json", endless)).startsWith("HTTP/1.1 413").contains("error.too-large");

        var chunked = "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(endless.length()) + "\r\n" + endless + "\r\n0\r\n\r\n";
        assertThat(send(chunked)).startsWith("HTTP/1.1 413").contains("error.too-large");
    }

    private String post(String address, String type, String body) throws IOException {
        return send("POST " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
            + body.length() + "\r\n\r\n" + body);
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
