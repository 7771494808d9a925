package org.xingtan.platform.web;

import org.xingtan.platform.StorableText;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Reads texts of JSON bodies and refuses those that could not be stored. */
class StorableTextReader extends StringDeserializer {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var text = super.deserialize(parser, context);
        return text == null || StorableText.is(text) ? text : context.reportInputMismatch(String.class, "half a character, or NUL");
    }
}
