package org.xingtan.platform.persistence;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in jsonb columns. Unknown members are refused: what is stored was written by this code or an older version of it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Json() {}

    /** The value as a parameter for a jsonb column. */
    public static PGobject jsonb(@Nullable Object value) {
        return raw(value == null ? null : MAPPER.writeValueAsString(value));
    }

    /** What is JSON already, e.g. because it was read from such a column. */
    public static PGobject raw(@Nullable String json) {
        try {
            var object = new PGobject();
            object.setType("jsonb");
            object.setValue(json);
            return object;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    public static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }
}
