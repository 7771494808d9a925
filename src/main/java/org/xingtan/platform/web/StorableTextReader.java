package org.xingtan.platform.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.StorableText;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Reads texts as people write them, and refuses those of JSON bodies that could not be stored. */
class StorableTextReader extends StringDeserializer {

    /** Members and fields with passwords: a password is what it is. */
    static final Set<String> SECRETS = Set.of("password", "current", "new", "again");

    /** The text of a member or field. */
    static String read(@Nullable String name, String text) {
        return name != null && SECRETS.contains(name) ? text : StorableText.written(text);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var text = super.deserialize(parser, context);
        if (text == null) {
            return null;
        }
        return StorableText.is(text) ? read(parser.currentName(), text) : context.reportInputMismatch(String.class, "half a character, or NUL");
    }
}
