package org.xingtan.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An id that knows whose it is. Implementations are records with a static {@code of(String)} for addresses. */
public interface TypedId {

    /** In JSON an id is its text, not an object around it. */
    @JsonValue
    UUID value();
}
