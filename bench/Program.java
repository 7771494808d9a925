/** The seeded winter topic, as its participants see it. */
record Program(String id, java.util.List<String> lessons) {

    static Program winter(Server server, String token) throws Exception {
        try (var http = new Http(server.port)) {
            var id = id(server);
            http.send("POST", "/api/v1/programs/" + id + "/participation", token, "{\"track\": null}");
            return new Program(id, Json.texts(http.send("GET", "/api/v1/programs/" + id + "/lessons", token, null).text(), "id"));
        }
    }

    /** @return those who may take part, and do now */
    java.util.List<String> join(Server server, java.util.List<String> tokens) throws Exception {
        var joined = new java.util.ArrayList<String>();
        try (var http = new Http(server.port)) {
            for (var token : tokens) {
                if (http.send("POST", "/api/v1/programs/" + id + "/participation", token, "{\"track\": null}").status() < 300) {
                    joined.add(token);
                }
            }
        }
        return joined;
    }

    private static String id(Server server) throws Exception {
        try (var db = server.database(); var row = db.createStatement().executeQuery("select id from program.program where code = 'WINTER-2023'")) {
            row.next();
            return row.getString(1);
        }
    }
}
