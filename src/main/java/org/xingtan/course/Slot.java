package org.xingtan.course;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.LessonCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.Upload;
import org.xingtan.platform.NotFound;

/** A place of a lesson that a file belongs into: which kinds of bytes it takes, and how many. */
public enum Slot {

    FILM(LessonCard.Kind.VIDEO, 2_000_000_000L, "video/mp4", "video/webm"),
    DOCUMENT(LessonCard.Kind.DOCUMENT, 100_000_000L, "application/pdf"),
    CAPTIONS_ZH(LessonCard.Kind.VIDEO, 2_000_000L, "text/vtt"),
    CAPTIONS_EN(LessonCard.Kind.VIDEO, 2_000_000L, "text/vtt"),
    POSTER(LessonCard.Kind.VIDEO, 5_000_000L, "image/jpeg", "image/png"),
    PLAYLIST(LessonCard.Kind.VIDEO, 60_000L, "application/vnd.apple.mpegurl");

    /**
     * A place with what is in it and what the reader has begun to upload.
     *
     * @param file null for nothing
     */
    public record Shown(Slot slot, @Nullable DocumentCard file, List<Upload> unfinished) {}

    /** Captions by the language that a player asks for. */
    static final Map<Slot, String> CAPTIONS = Map.of(CAPTIONS_ZH, "zh-CN", CAPTIONS_EN, "en");

    private final LessonCard.Kind kind;
    private final long largest;
    private final List<String> mediaTypes;

    Slot(LessonCard.Kind kind, long largest, String... mediaTypes) {
        this.kind = kind;
        this.largest = largest;
        this.mediaTypes = List.of(mediaTypes);
    }

    /** That without which a lesson of this kind is nothing; a text needs none. */
    static Optional<Slot> content(LessonCard.Kind kind) {
        return of(kind).stream().filter(slot -> !slot.isOptional()).findFirst();
    }

    /** Those of a kind of lesson. */
    public static List<Slot> of(LessonCard.Kind kind) {
        return Arrays.stream(values()).filter(slot -> slot.kind == kind).toList();
    }

    /** @throws NotFound when the address names none of this kind of lesson */
    static Slot of(LessonCard.Kind kind, String address) {
        return of(kind).stream().filter(slot -> slot.address().equals(address)).findFirst().orElseThrow(() -> new NotFound(address));
    }

    /** In addresses; a film is called there what its playlist calls it. */
    public String address() {
        return this == FILM ? "media" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a lesson may do without it. */
    public boolean isOptional() {
        return this != FILM && this != DOCUMENT;
    }

    /** Bytes at most. */
    public long largest() {
        return largest;
    }

    /** What it takes, known by how the bytes begin. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }
}
