package org.xingtan.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;

/** Use case: a file of which nothing is kept is read at once, so the scanner is asked at once, and its giver waits so long. */
@Component
public class RequireClean {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scanner scanner;
    private final FileGivers givers;
    private final AuditTrail audit;

    RequireClean(Scanner scanner, FileGivers givers, AuditTrail audit) {
        this.scanner = scanner;
        this.givers = givers;
        this.audit = audit;
    }

    /** @throws Problem 422 when a virus is found; 503 when a scanner is named and does not say in time that there is none */
    public void require(Actor actor, String name, Path file) {
        if (!scanner.isNamed()) {
            return;
        }
        var answer = scan(file);
        switch (answer.verdict()) {
            case CLEAN -> { }
            case INFECTED -> {
                audit.record(actor, "document.quarantine", "teacher:" + actor.teacher(), givers.path(actor.teacher()), null,
                    Map.of("file", name, "signature", answer.said()));
                throw new Problem(422, "document.infected", name, answer.said());
            }
            case TOO_LARGE, AWAY, ODD -> throw new Problem(503, "document.scanner.silent", name);
        }
    }

    private Scanner.Answer scan(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return scanner.scan(bytes, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
