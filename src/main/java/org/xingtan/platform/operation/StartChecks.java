package org.xingtan.platform.operation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.xingtan.platform.CannotStart;
import org.xingtan.platform.persistence.DataFolder;
import org.xingtan.platform.persistence.ExternalDatabase;

/** What can be known to fail is asked before anything is started, so that it fails at once and in one sentence. The build starts nothing. */
final class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return;
        }
        var environment = context.getEnvironment();
        requireFreePort(environment.getProperty("server.port", Integer.class, 8080));
        requireDatabase(environment);
    }

    private static void requireDatabase(Environment environment) {
        var url = environment.getProperty("spring.datasource.url", "");
        var folder = DataFolder.of(Path.of(environment.getRequiredProperty("xingtan.data")));
        folder.prepare();
        if (!url.isEmpty()) {
            ExternalDatabase.require(url, environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""));
        } else if (!folder.claim() && environment.getProperty(Launch.COMMAND) == null) {
            throw new CannotStart("The data folder " + folder.path() + " is in use by another Xingtan;"
                + " stop that one first, or choose another folder with --data.");
        } else {
            folder.requireRoom();
        }
    }

    private static void requireFreePort(int port) {
        if (port <= 0) {
            return;
        }
        if (port > 65_535) {
            throw new CannotStart("There is no port " + port + "; choose one from 1 to 65535 with --port.");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new CannotStart("Port " + port + " cannot be opened (" + e.getMessage()
                + "); stop the program that holds it, or choose another port with --port.", e);
        }
    }
}
