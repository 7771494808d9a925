package org.xingtan.catalog;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** The captions of a lesson as they are stored: language and id of the document. */
final class Captions {

    private Captions() {}

    static Map<String, String> toJson(Map<String, DocumentId> captions) {
        var json = new TreeMap<String, String>();
        captions.forEach((language, document) -> json.put(language, document.value().toString()));
        return json;
    }

    static Map<String, DocumentId> fromJson(String json) {
        var captions = new TreeMap<String, DocumentId>();
        Json.read(json, new TypeReference<Map<String, UUID>>() {}).forEach((language, id) -> captions.put(language, new DocumentId(id)));
        return captions;
    }
}
