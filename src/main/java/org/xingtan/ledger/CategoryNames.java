package org.xingtan.ledger;

import java.util.Locale;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Texts;

/** Names of categories where no requirement names them: the usual ones are known, any other is its code. */
@Component
public class CategoryNames {

    private final Texts texts;

    CategoryNames(Texts texts) {
        this.texts = texts;
    }

    public Localized of(String code) {
        return new Localized(name(code, Locale.SIMPLIFIED_CHINESE), name(code, Locale.ENGLISH));
    }

    private String name(String code, Locale locale) {
        return texts.find("ledger.category." + code, locale).orElse(code);
    }
}
