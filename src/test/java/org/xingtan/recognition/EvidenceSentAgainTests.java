package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** A file that is sent again with its key is kept once, whatever its size; over the wire, because the container reads the parts. */
@XingtanTest
class EvidenceSentAgainTests {

    private static final String PASSWORD = "river-lamp-58";
    private static final int MORE_THAN_JSON_MAY_BE = 300 * 1024;

    @Autowired MockMvc mvc;
    @Autowired Cast cast;
    @Autowired OpenAccounts accounts;
    @LocalServerPort int port;

    private String token;

    @BeforeEach
    void signIn() throws Exception {
        var person = cast.teacher(cast.school());
        accounts.open(List.of(new OpenAccounts.Row(person, "brings" + person, null, accounts.hash(PASSWORD), null)));
        token = Visitor.tokenOf(new Visitor(mvc).token("brings" + person, PASSWORD));
    }

    @Test
    void isKeptOnce() throws Exception {
        for (var size : List.of(10, MORE_THAN_JSON_MAY_BE)) {
            var paper = Claimed.paper("x".repeat(size) + UUID.randomUUID()).bytes();
            var key = "paper of " + size;
            var first = send(key, "one", form("one", paper));
            var second = send(key, "another", form("another", paper));
            var other = send(key, "one", form("one", Claimed.paper().bytes()));

            assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
            assertThat(second.statusCode()).isEqualTo(201);
            assertThat(second.body()).as("the first answer").isEqualTo(first.body());
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(other.body()).contains("error.idempotency-key-reused");
        }
    }

    @Test
    void whatIsNoUploadIsSaidToBeNone() throws Exception {
        assertThat(send("cut", "one", "--one\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
        assertThat(send("empty", "one", "--one--\r\n".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> send(String key, String boundary, byte[] body) throws Exception {
        var post = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/recognition-evidence")).header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key).header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(BodyPublishers.ofByteArray(body)).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(post, BodyHandlers.ofString());
        }
    }

    private static byte[] form(String boundary, byte[] paper) throws IOException {
        var form = new ByteArrayOutputStream();
        form.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"paper.pdf\"\r\nContent-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        form.write(paper);
        form.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
