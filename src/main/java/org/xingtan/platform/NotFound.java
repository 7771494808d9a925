package org.xingtan.platform;

/** Not there, or not the asker's to see: both are answered 404, so that nobody learns which. */
public class NotFound extends RuntimeException {

    public NotFound(Object what) {
        super("Not found: " + what);
    }
}
