package org.xingtan.roster;

/** Somebody has decided otherwise meanwhile: what was done until here is rolled back, and nothing is wrong. */
class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1;
}
