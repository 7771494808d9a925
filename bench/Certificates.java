import java.util.ArrayList;

/** A certificate as its owner downloads it. */
final class Certificates {

    private Certificates() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            var requests = new ArrayList<byte[]>();
            try (var http = new Http(server.port)) {
                for (var token : server.tokens(40)) {
                    for (var pdf : Json.texts(http.send("GET", "/api/v1/me/certificates", token, null).text(), "pdf")) {
                        requests.add(Http.request("GET", pdf.replaceFirst("^https?://[^/]+", ""), token, null));
                    }
                }
            }
            if (requests.isEmpty()) {
                throw new IllegalStateException("None of the first seeded teachers holds a certificate");
            }
            Load.run(server, 4, 10, connection -> n -> requests.get((connection + n) % requests.size()));
            var result = Load.run(server, 4, 10, connection -> n -> requests.get((connection + n) % requests.size()));
            results.figure("certificate", result);
            results.atMost("certificate: CPU ms", result.cpu(), 12);
            results.atMost("certificate: kB", result.averageBytes() / 1000, 25);
        }
    }
}
