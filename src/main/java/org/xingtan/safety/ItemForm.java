package org.xingtan.safety;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.StorableText;

/** An item of checklists as somebody has typed it. @param id made with the form @param basis the document that asks for it */
public record ItemForm(@Nullable String id, @Nullable String title, @Nullable String titleEn, @Nullable String basis) {

    static final ItemForm EMPTY = new ItemForm(null, null, null, null);

    /** Whether it is that one. */
    boolean says(SafetyView.Item item) {
        return StorableText.line(title).equals(item.title().chinese()) && StorableText.line(basis).equals(item.basis());
    }
}
