package org.xingtan.bulletin;

import java.util.UUID;
import org.xingtan.platform.TypedId;
import org.xingtan.platform.Uuids;

/** A bulletin, from its draft on. */
public record BulletinId(UUID value) implements TypedId {

    public static BulletinId next() {
        return new BulletinId(Uuids.next());
    }

    public static BulletinId of(String text) {
        return new BulletinId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
