package org.xingtan.activation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person types to activate his account. Nothing of it is ever logged. */
public record ActivationForm(@Nullable String name, @Nullable String documentType, @Nullable String number, @Nullable String code,
                             @Nullable String username, @Nullable String password, @Nullable String again) {

    static final List<String> DOCUMENT_TYPES = List.of("RESIDENT_ID", "PASSPORT", "OTHER");

    static final ActivationForm EMPTY = new ActivationForm(null, null, null, null, null, null, null);

    public ActivationForm {
        name = text(name).strip();
        documentType = DOCUMENT_TYPES.contains(text(documentType)) ? documentType : "RESIDENT_ID";
        number = text(number).strip();
        code = text(code).strip();
        username = text(username).strip();
        password = text(password);
        again = text(again);
    }

    public List<String> documentTypes() {
        return DOCUMENT_TYPES;
    }

    private static String text(@Nullable String typed) {
        return typed == null || typed.length() > 200 || typed.indexOf(0) >= 0 ? "" : typed;
    }
}
