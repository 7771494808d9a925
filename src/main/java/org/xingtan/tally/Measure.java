package org.xingtan.tally;

import java.util.Arrays;
import java.util.List;

/**
 * What is counted per program and organization. HOURS counts hundredths of a credited hour, the others count people;
 * IN_SERVICE counts everybody in current service, whom the audience includes or leaves out. ASKED and MET belong to lines of an annual
 * requirement, whose ids stand in the place of a program: whom the year asks for hours, and who meets the line.
 */
public enum Measure {

    IN_SERVICE, ELIGIBLE, ENROLLED, STARTED, COMPLETED, CERTIFIED, HOURS, ASKED, MET;

    /** Whoever reads figures asks for these, or leaves out what is none of them: beside this node a newer one may count more. */
    public static final List<String> NAMES = Arrays.stream(values()).map(Measure::name).toList();
}
