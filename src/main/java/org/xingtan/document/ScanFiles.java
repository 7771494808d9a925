package org.xingtan.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the scanner look at what it has not looked at yet, each file on one node at a time. What it does not answer to is asked again
 * after a pause that grows.
 */
@Component
class ScanFiles {

    /** How long the scanner may take for one file, however large. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ScanFiles.class);
    private static final int AT_ONCE = 4;

    private final Scanner scanner;
    private final Scans scans;
    private final Quarantine quarantine;
    private final ObjectStore store;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ScanFiles(Scanner scanner, Scans scans, Quarantine quarantine, ObjectStore store) {
        this.scanner = scanner;
        this.scans = scans;
        this.quarantine = quarantine;
        this.store = store;
    }

    /** What was stored before a scanner was named, or by a node that knows of none. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void adopt() {
        var found = scanner.isNamed() ? scans.adopt() : 0;
        if (found > 0) {
            LOG.info("{} files that were stored before are checked by {}", found, scanner.name());
        }
    }

    @Scheduled(fixedDelay = 500, initialDelay = 2_000)
    void look() {
        while (scanner.isNamed() && places.availablePermits() > 0) {
            var due = scans.claim(PATIENCE.plusSeconds(30));
            if (due.isEmpty()) {
                return;
            }
            places.acquireUninterruptibly();
            Thread.ofVirtual().name("scan-" + due.get().sha256()).start(() -> scanAndLeave(due.get()));
        }
    }

    private void scanAndLeave(Scans.Due due) {
        try {
            scan(due, PATIENCE);
        } catch (RuntimeException e) {
            LOG.warn("The bytes {} could not be checked", due.sha256(), e);
            scans.failed(due, Scanner.Verdict.ODD);
        } finally {
            places.release();
        }
    }

    /** The bytes go to the scanner as they were given, however they lie here. */
    void scan(Scans.Due due, Duration within) {
        Scanner.Answer answer;
        try (var bytes = store.open(due.sha256(), 0)) {
            answer = scanner.scan(bytes, within);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (answer.verdict()) {
            case CLEAN -> scans.clean(due);
            case INFECTED -> quarantine.found(due, answer.said());
            case TOO_LARGE, AWAY, ODD -> {
                LOG.warn("The scanner {} does not say what {} is, try {}: {}", scanner.name(), due.sha256(), due.tries(), answer.said());
                scans.failed(due, answer.verdict());
            }
        }
    }
}
