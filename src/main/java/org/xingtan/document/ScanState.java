package org.xingtan.document;

/** What is known of a stored file about viruses. */
public enum ScanState {
    /** It was stored while no scanner was named. */
    UNSCANNED,
    /** It is held back until the scanner has answered. */
    SCANNING,
    CLEAN,
    /** A virus was found in it: nobody gets it any more. */
    QUARANTINED;

    public boolean isOpen() {
        return this == UNSCANNED || this == CLEAN;
    }
}
