package org.xingtan.tally;

/**
 * What is counted per program and organization. HOURS counts hundredths of a credited hour, the others count people;
 * IN_SERVICE counts everybody in current service, whom the audience includes or leaves out. ASKED and MET belong to lines of an annual
 * requirement, whose ids stand in the place of a program: whom the year asks for hours, and who meets the line.
 */
public enum Measure { IN_SERVICE, ELIGIBLE, ENROLLED, STARTED, COMPLETED, CERTIFIED, HOURS, ASKED, MET }
