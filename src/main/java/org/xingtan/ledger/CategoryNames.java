package org.xingtan.ledger;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Localized;

/** Names of categories where no requirement names them: the usual ones are known, any other is its code. */
@Component
class CategoryNames {

    private final MessageSource messages;

    CategoryNames(MessageSource messages) {
        this.messages = messages;
    }

    Localized of(String code) {
        return new Localized(name(code, Locale.SIMPLIFIED_CHINESE), name(code, Locale.ENGLISH));
    }

    private String name(String code, Locale locale) {
        return String.valueOf(messages.getMessage("ledger.category." + code, null, code, locale));
    }
}
