package org.xingtan.tally;

/**
 * What is counted per program and organization. HOURS counts hundredths of a credited hour, the others count people;
 * IN_SERVICE counts everybody in current service, whom the audience includes or leaves out.
 */
public enum Measure { IN_SERVICE, ELIGIBLE, ENROLLED, STARTED, COMPLETED, CERTIFIED, HOURS }
