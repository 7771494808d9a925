package org.xingtan.directory;

/** How far it is known that an account's person is who he says: by himself, by name and number, by his unit. */
public enum RealNameState {
    UNVERIFIED, MATCHED, VERIFIED, REJECTED;

    /** A unit may take its word back, in both directions; what nobody has matched, nobody can confirm. */
    boolean mayBecome(RealNameState next) {
        return switch (next) {
            case UNVERIFIED -> false;
            case MATCHED -> this == UNVERIFIED;
            case VERIFIED -> this == MATCHED || this == REJECTED;
            case REJECTED -> this == MATCHED || this == VERIFIED;
        };
    }
}
