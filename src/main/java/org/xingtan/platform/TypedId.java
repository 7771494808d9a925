package org.xingtan.platform;

import java.util.UUID;

/** An id that knows whose it is. Implementations are records with a static {@code of(String)} for addresses. */
public interface TypedId {

    UUID value();
}
