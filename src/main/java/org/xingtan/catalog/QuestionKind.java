package org.xingtan.catalog;

/** How a question is asked, and with that the shape of its answer. */
public enum QuestionKind {
    /** One option: {@code "a"}. */
    SINGLE,
    /** All the right options and no other: {@code ["a", "c"]}. */
    MULTIPLE,
    /** One of two options: {@code "a"}. */
    TRUE_FALSE,
    /** A text: {@code "…"}; the key lists every text that is right. */
    FILL,
    /** A target for each option: {@code {"a": "t2"}}. */
    MATCHING
}
