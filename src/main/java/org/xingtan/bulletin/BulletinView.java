package org.xingtan.bulletin;

import java.util.List;

/**
 * A bulletin as somebody reads it.
 *
 * @param trail   from the authority down to the unit that is shown
 * @param own     the lines of that unit: with everything below it, then its direct people
 * @param below   the units right below
 * @param manages whether the reader publishes for the authority
 * @param next    the id of a correction that may be begun
 */
public record BulletinView(Bulletin bulletin, List<BulletinLine> trail, List<BulletinLine> own, List<BulletinLine> below, boolean manages, BulletinId next) {

    public BulletinLine total() {
        return own.getFirst();
    }

    public String href() {
        return "/console/bulletins/" + bulletin.id();
    }

    /** The part of one unit. */
    public String href(BulletinLine line) {
        return line.depth() == 0 ? href() : href() + "?unit=" + line.organization();
    }

    public List<String> paragraphs() {
        return paragraphs(bulletin);
    }

    static List<String> paragraphs(Bulletin bulletin) {
        return bulletin.body().isEmpty() ? List.of() : List.of(bulletin.body().split("\n+"));
    }
}
