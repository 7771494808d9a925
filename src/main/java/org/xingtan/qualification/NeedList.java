package org.xingtan.qualification;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;
import org.xingtan.qualification.FiguresView.Figures;
import org.xingtan.qualification.Need.Standing;

/**
 * Which people of a unit's subtree.
 *
 * @param kind a code; null for all kinds
 */
public record NeedList(OrganizationCard unit, @Nullable String kind, Which which) {

    /**
     * Somebody on it.
     *
     * @param document masked
     * @param until    the last day of what he holds or held; null where there is none
     */
    public record Row(TeacherId teacher, String name, @Nullable String document, Localized unit, String path, String kind, Standing standing,
                      @Nullable LocalDate until) {}

    /**
     * The page of a list.
     *
     * @param count how many rows there are
     * @param keeps whether the reader decides about these people
     */
    public record View(NeedList list, FiguresView.Trail trail, List<Kind> kinds, int count, Page<Row> page, boolean keeps) {

        public Localized title(String kind) {
            return Kinds.title(kinds, kind);
        }
    }

    /** How they stand. */
    public enum Which {
        LACKING(Standing.WAITING, Standing.EXPIRED, Standing.MISSING),
        MISSING(Standing.MISSING),
        EXPIRED(Standing.EXPIRED),
        WAITING(Standing.WAITING),
        EXPIRING(Standing.EXPIRING),
        HELD(Standing.HELD, Standing.EXPIRING);

        private final List<Standing> standings;

        Which(Standing... standings) {
            this.standings = List.of(standings);
        }

        int count(Figures figures) {
            return standings.stream().mapToInt(figures::of).sum();
        }

        String[] standings() {
            return standings.stream().map(Standing::name).toArray(String[]::new);
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws Problem 400 when there is no such list */
        static Which of(@Nullable String code) {
            return code == null || code.isEmpty() ? LACKING
                : Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
        }
    }

    /** Where a list in the order of the tree goes on: the unit, the person, and what makes the row unique. */
    record Place(String path, UUID teacher, String rest) {

        static String key(String path, TeacherId teacher, String rest) {
            return path + " " + teacher + " " + rest;
        }

        /** @throws Problem 400 when it is none of ours */
        static @Nullable Place decode(@Nullable String cursor) {
            var text = Page.decode(cursor);
            if (text == null) {
                return null;
            }
            var parts = text.split(" ", 3);
            if (parts.length < 3 || !Page.isPath(parts[0]) || !parts[1].matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                || !parts[2].matches("[A-Za-z0-9_-]{1,60}")) {
                throw new Problem(400, "error.cursor");
            }
            return new Place(parts[0], UUID.fromString(parts[1]), parts[2]);
        }
    }

    /** As the trail shall tell. */
    Map<String, Object> filter() {
        return kind == null ? Map.of("list", which.code()) : Map.of("list", which.code(), "kind", kind);
    }

    public String query() {
        return query(kind, which);
    }

    public String query(@Nullable String otherKind, Which other) {
        return "?organization=" + unit.id() + "&which=" + other.code() + (otherKind == null ? "" : "&kind=" + otherKind);
    }
}
