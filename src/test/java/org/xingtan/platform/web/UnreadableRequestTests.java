package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.xingtan.testing.XingtanTest;

/** What cannot be read is answered 4xx, as a problem, wherever on the way it fails. Sent byte by byte: no client would send it. */
@XingtanTest
class UnreadableRequestTests {

    private final Wire wire;

    UnreadableRequestTests(@LocalServerPort int port) {
        this.wire = new Wire(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/v1/programs?q=%ED%A0%80", "/api/v1/programs?q=%ff", "/api/v1/programs?q=%00", "/api/v1/programs?q='||1",
        "/api/v1/programs/%00", "/api/v1/programs/a%2fb", "/api/v1//me", "/api/v1/me;x=1"})
    void addressesThatAreNoneAreRefusedAsAProblem(String address) throws IOException {
        var answer = wire.send("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json").containsPattern("\"reference\":\"[0-9a-f]{8}\"")
            .doesNotContain("Tomcat", "timestamp", "Exception");
    }

    @Test
    void anAddressOfAPageIsRefusedByAPage() throws IOException {
        assertThat(wire.send("GET /sign-in?next=%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 400").contains("text/html").doesNotContain("Exception");
    }

    @Test
    void anUnknownMethodIsRefusedAsAProblem() throws IOException {
        assertThat(wire.send("TRACE /api/v1/programs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 4").contains("application/problem+json").doesNotContain("timestamp");
    }

    @Test
    void headersBeyondMeasureAreRefusedWithoutAWordAboutTheServer() throws IOException {
        assertThat(wire.send("GET /api/v1/programs HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 4").doesNotContain("Tomcat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":\"\\ud800\",\"password\":\"x\",\"name\":\"n\"}", "{\"username\":\"a\\u0000b\",\"password\":\"x\",\"name\":\"n\"}"})
    void textThatCannotBeStoredIsRefused(String body) throws IOException {
        assertThat(wire.post("/api/v1/tokens", "application/json", body)).startsWith("HTTP/1.1 400").contains("error.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "nothing at all", "application/json; charset=nowhere"})
    void contentOfNoTypeIsRefused(String type) throws IOException {
        assertThat(wire.post("/api/v1/tokens", type, "{}")).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    /** As a machine sends it: nobody has to have signed in. */
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/preferences"})
    void aFileInThePlaceOfATextIsRefused(String address) throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"x.png\"\r\n\r\nx\r\n--b--\r\n"
            .formatted(address.equals("/sign-in") ? "username" : "next");

        assertThat(wire.post(address, "multipart/form-data; boundary=b\r\nAuthorization: Bearer nobody", body)).startsWith("HTTP/1.1 400");
    }

    /** As long as a computer lets somebody call a file, in characters of three bytes. */
    @Test
    void aFileMayHaveALongName() throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; name=\"next\"; filename=\"" + "n".repeat(3 * 251) + ".png\"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n";

        assertThat(wire.post("/preferences", "multipart/form-data; boundary=b\r\nAuthorization: Bearer nobody", body)).as("not too large").startsWith("HTTP/1.1 400");
    }

    @Test
    void anotherMethodIsToldWhichOnesThereAre() throws IOException {
        assertThat(wire.send("PATCH /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 405").containsPattern("Allow: (GET, ?POST|POST, ?GET)");
    }

    @Test
    void aChangeWithoutASignInIsAnswered401() throws IOException {
        assertThat(wire.post("/api/v1/programs/018f0000-0000-7000-8000-000000000000/participation", "application/json", "{}")).startsWith("HTTP/1.1 401");
    }

    @Test
    void aFormWithoutEndIsRefusedByItsLengthAndByCounting() throws IOException {
        var endless = "username=" + "x".repeat(300_000);
        var type = "application/x-www-form-urlencoded";
        assertThat(wire.post("/sign-in", type, endless)).startsWith("HTTP/1.1 413").contains("text/html", "内容超过了大小限制");
        assertThat(wire.post("/api/v1/tokens", type, endless)).startsWith("HTTP/1.1 413").contains("application/problem+json", "error.too-large");
        assertThat(wire.send(chunked("/sign-in", type, endless))).startsWith("HTTP/1.1 413").contains("text/html", "内容超过了大小限制");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=\"next\"", "name=\"next\"; filename=\"x.png\""})
    void anUploadWithoutEndIsRefused(String part) throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; " + part + "\r\n\r\n" + "x".repeat(1_500_000) + "\r\n--b--\r\n";

        assertThat(wire.post("/preferences", "multipart/form-data; boundary=b\r\nAuthorization: Bearer nobody", body))
            .startsWith("HTTP/1.1 413").contains("内容超过了大小限制");
    }

    /** By a browser that has not signed in: the page's token is looked for among its parts first. */
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/preferences", "/api/v1/me", "/nowhere"})
    void anUploadWhoseTextsAreTooLongIsRefusedBeforeAnybodyKnowsWhoSendsIt(String address) throws IOException {
        var body = "--b\r\nContent-Disposition: form-data; name=\"next\"\r\n\r\n" + "x".repeat(700_000) + "\r\n--b--\r\n";

        assertThat(wire.post(address, "multipart/form-data; boundary=b", body)).startsWith("HTTP/1.1 413");
    }

    @Test
    void jsonWithoutEndIsRefusedByItsLengthAndByCounting() throws IOException {
        var endless = "{\"username\":\"" + "x".repeat(ReadableRequestFilter.LARGEST_JSON) + "\",\"password\":\"y\",\"name\":\"n\"}";
        assertThat(wire.post("/api/v1/tokens", "application/json", endless)).startsWith("HTTP/1.1 413").contains("error.too-large");

        assertThat(wire.send(chunked("/api/v1/tokens", "application/json", endless))).startsWith("HTTP/1.1 413").contains("error.too-large");
    }

    private static String chunked(String address, String type, String body) {
        return "POST " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }
}
