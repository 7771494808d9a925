package org.xingtan.document;

/** What is known of a stored file about viruses. */
public enum ScanState {
    /** It was stored while no scanner was named. */
    UNSCANNED,
    /** It is held back until the scanner has answered. */
    SCANNING,
    /** It is held back because it is larger than the scanner takes, until the operator has raised that limit. */
    TOO_LARGE,
    CLEAN,
    /** A virus was found in it: nobody gets it any more. */
    QUARANTINED;

    public boolean isOpen() {
        return this == UNSCANNED || this == CLEAN;
    }
}
