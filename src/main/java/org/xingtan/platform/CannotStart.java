package org.xingtan.platform;

/** Something outside the product stands in the way of a start. The message is one sentence for the person who starts it. */
public class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
