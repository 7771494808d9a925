package org.xingtan.document;

import java.util.Locale;
import java.util.Map;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.Problem;

/**
 * What people bring to prove something, and how a module answers to what it does not take.
 *
 * @param kinds media types by the endings of names
 * @param large key of the text for one that is too large: its name and the megabytes that are taken
 * @param other key of the text for one of another kind: its name
 */
public record Papers(Map<String, String> kinds, String large, String other) {

    /** A file that is not taken, for what it is, how large it is, or how many there are: nothing else that was sent with it is wrong. */
    public static final class NotTaken extends Problem {

        public NotTaken(int status, String code, Object... arguments) {
            super(status, code, arguments);
        }

        /** What is said after the reason, as a key: some reasons say themselves that it was not taken. */
        public String rest() {
            return code().equals(INFECTED) ? "document.refused.others" : "document.refused.rest";
        }
    }

    static final String INFECTED = "document.infected";
    private static final long LARGEST = 10 << 20;
    private static final Map<String, String> SCANS = Map.of("pdf", "application/pdf", "jpg", "image/jpeg", "jpeg", "image/jpeg", "png", "image/png");
    private static final Map<String, String> WRITTEN = Map.of("pdf", "application/pdf", "jpg", "image/jpeg", "jpeg", "image/jpeg", "png", "image/png",
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    /** Pictures of papers. */
    public static Papers scanned(String large, String other) {
        return new Papers(SCANS, large, other);
    }

    /** Pictures of papers, and texts. */
    public static Papers written(String large, String other) {
        return new Papers(WRITTEN, large, other);
    }

    /** @throws NotTaken 413 when it is too large */
    public void requireSize(MultipartFile file) {
        if (file.getSize() > LARGEST) {
            throw new NotTaken(413, large, SentFiles.name(file), LARGEST >> 20);
        }
    }

    /** The media type that the ending says. @throws NotTaken 415 when it is none that is taken */
    public String kind(String name) {
        var kind = kinds.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (kind == null) {
            throw new NotTaken(415, other, name);
        }
        return kind;
    }
}
