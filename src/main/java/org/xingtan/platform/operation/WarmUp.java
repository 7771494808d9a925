package org.xingtan.platform.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Command;

/** Visits the public pages once, so that the virtual machine's cache knows the classes of a request. */
@Component
class WarmUp implements Command {

    private static final List<String> PAGES = List.of("/api/v1/health", "/", "/sign-in", "/programs", "/verification", "/nowhere");

    private final Environment environment;

    WarmUp(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "warm-up";
    }

    @Override
    public int run(List<String> arguments) {
        PAGES.forEach(this::visit);
        return 0;
    }

    private void visit(String page) {
        try {
            var address = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + page).toURL();
            var connection = (HttpURLConnection) address.openConnection();
            connection.setReadTimeout(10_000);
            if (connection.getResponseCode() < 400) {
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            System.err.println(page + ": " + e.getMessage());
        }
    }
}
