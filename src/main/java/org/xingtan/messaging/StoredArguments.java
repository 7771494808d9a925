package org.xingtan.messaging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** Arguments of a text as they are kept until somebody reads it, in whatever language. */
final class StoredArguments {

    private static final TypeReference<List<@Nullable Object>> STORED = new TypeReference<>() {};

    private StoredArguments() {}

    static String write(List<Object> arguments) {
        return Json.write(arguments.stream().map(StoredArguments::stored).toList());
    }

    static Object[] read(String json) {
        return Json.read(json, STORED).stream().map(StoredArguments::argument).toArray();
    }

    private static Map<String, String> stored(Object argument) {
        return switch (argument) {
            case Localized(var chinese, var english) -> english == null ? Map.of("zh", chinese) : Map.of("zh", chinese, "en", english);
            case Instant instant -> Map.of("at", instant.toString());
            case LocalDate day -> Map.of("on", day.toString());
            default -> Map.of("text", argument.toString());
        };
    }

    /** Another version may have written what this one does not know: that is shown as it stands. */
    private static Object argument(@Nullable Object stored) {
        if (!(stored instanceof Map<?, ?> map)) {
            return Objects.toString(stored, "");
        }
        var kind = map.containsKey("zh") ? "zh" : map.keySet().stream().findFirst().map(Object::toString).orElse("text");
        var value = Objects.toString(map.get(kind), "");
        try {
            return switch (kind) {
                case "zh" -> new Localized(value, map.get("en") instanceof String english ? english : null);
                case "at" -> Instant.parse(value);
                case "on" -> LocalDate.parse(value);
                default -> value;
            };
        } catch (DateTimeException e) {
            return value;
        }
    }
}
