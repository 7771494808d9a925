import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A province reminds everybody on one list by a click; two nodes mail it, and everybody gets one mail. */
final class Reminders {

    private static final int TEACHERS = 250_000;
    private static final int AT_LEAST = 100_000;
    private static final List<String> LISTS = List.of("before-teaching", "about-to-miss&days=99", "not-started");
    private static final Pattern HIDDEN = Pattern.compile("name=\"(id|list|organization|program|days|pause)\" value=\"([^\"]+)\"");
    /** Those who have an address; whoever looks after the seeded units has none. */
    private static final Pattern MAILED = Pattern.compile("其中 (\\d+) 人同时有已确认的邮箱");
    private static final Pattern TOLD = Pattern.compile("<dt>这次提醒</dt><dd><strong>(\\d+)</strong>");

    private final Results results;
    private final Server server;
    private final Mailbox mailbox;

    private Reminders(Results results, Server server, Mailbox mailbox) {
        this.results = results;
        this.server = server;
        this.mailbox = mailbox;
    }

    static void measure(Results results) throws Exception {
        var data = Server.seeded(TEACHERS);
        try (var mailbox = new Mailbox()) {
            var settings = Map.of("XINGTAN_SMTP_URL", "smtp://127.0.0.1:" + mailbox.port(), "XINGTAN_SMTP_FROM", "xingtan@example.cn");
            try (var here = Server.start(data, settings); var there = here.beside(settings)) {
                new Reminders(results, here, mailbox).remind(there);
            }
        }
    }

    private void remind(Server there) throws Exception {
        try (var http = new Http(server.port)) {
            var browser = server.browser("seed-province");
            var began = System.nanoTime();
            var preview = preview(http, browser);
            results.figure("preview of the whole list: s", seconds(began));
            var told = number(TOLD, preview);
            results.atLeast("people to be reminded", told, AT_LEAST);
            var form = new StringBuilder("note=&_csrf=" + browser.replaceAll(".*xingtan-csrf=([^;]+).*", "$1"));
            HIDDEN.matcher(preview).results().forEach(it -> form.append('&').append(it.group(1)).append('=').append(it.group(2)));
            began = System.nanoTime();
            var cpu = server.cpuMillis();
            var answer = http.send(Http.form("/console/reminders", browser, form.toString()));
            var queued = seconds(began);
            cpu = (server.cpuMillis() - cpu) / 1e3;
            if (answer.status() != 302) {
                throw new IllegalStateException(answer.status() + " " + answer.text());
            }
            results.figure("people queued", told);
            results.figure("all of them queued: s", queued);
            results.atMost("100,000 of them queued: s", queued * AT_LEAST / told, 10);
            results.figure("100,000 of them queued: CPU s", cpu * AT_LEAST / told);
            again(there, browser, form.toString());
            delivered(number(MAILED, preview));
        }
    }

    /** Of the first list on which enough people have not been reminded today. */
    private static String preview(Http http, String browser) throws IOException {
        for (var list : LISTS) {
            var preview = http.send(Http.page("/console/reminders/new?pause=1&list=" + list, browser)).text();
            if (number(TOLD, preview) >= AT_LEAST) {
                return preview;
            }
        }
        throw new IllegalStateException("All of them have been reminded today; measure anew with target/bench/" + TEACHERS + " removed");
    }

    /** The same click once more, on the other node. */
    private void again(Server there, String browser, String form) throws Exception {
        try (var http = new Http(there.port)) {
            results.atMost("the same form on the other node, status", http.send(Http.form("/console/reminders", browser, form)).status(), 302);
        }
    }

    private void delivered(int mailed) throws Exception {
        while (mailbox.mails.get() == 0) {
            Thread.sleep(200);
        }
        var began = System.nanoTime();
        for (var last = -1; mailbox.mails.get() != last;) {
            last = mailbox.mails.get();
            System.out.printf("  %d mails%n", last);
            Thread.sleep(10_000);
        }
        results.figure("two nodes: mails a second", (mailbox.mails.get()) / (seconds(began) - 10));
        results.atMost("people with an address and without a mail", mailed - mailbox.people.size(), 0);
        results.atMost("mails more than people", mailbox.mails.get() - mailbox.people.size(), 0);
    }

    private static int number(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException(page);
        }
        return Integer.parseInt(found.group(1));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** A mail server that counts. */
    private static final class Mailbox implements AutoCloseable {

        final AtomicInteger mails = new AtomicInteger();
        final Map<String, Boolean> people = new ConcurrentHashMap<>();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Mailbox() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        var line = socket.accept();
                        Thread.ofVirtual().start(() -> serve(line));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(Socket line) {
            try (line; var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
                line.setTcpNoDelay(true);
                say(line, "220 bench");
                for (var said = in.readLine(); said != null; said = in.readLine()) {
                    var verb = said.substring(0, Math.min(4, said.length())).toUpperCase(java.util.Locale.ROOT);
                    if (verb.equals("RCPT")) {
                        people.put(said.substring(said.indexOf('<')), true);
                    } else if (verb.equals("DATA")) {
                        say(line, "354 go on");
                        while (!".".equals(in.readLine())) {
                            Thread.onSpinWait();
                        }
                        mails.incrementAndGet();
                    } else if (verb.equals("QUIT")) {
                        say(line, "221 bye");
                        return;
                    }
                    say(line, "250 ok");
                }
            } catch (IOException e) {
                System.out.println("  " + e);
            }
        }

        private static void say(Socket line, String words) throws IOException {
            line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
