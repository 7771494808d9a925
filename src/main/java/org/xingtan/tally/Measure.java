package org.xingtan.tally;

/** What is counted per program and organization. HOURS counts hundredths of a credited hour, the others count people. */
public enum Measure { ELIGIBLE, ENROLLED, STARTED, COMPLETED, CERTIFIED, HOURS }
