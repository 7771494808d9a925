package org.xingtan.platform.operation;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says why the start failed, without frames of stars and without a stack trace; nothing when it was told to end. */
class FailureOnOneLine implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        if (QuietEnd.isUnderWay()) {
            return;
        }
        var action = analysis.getAction();
        var sentence = analysis.getDescription() + (action == null ? "" : " " + action);
        System.err.println("Xingtan cannot start: " + sentence.strip().replaceAll("\\s+", " "));
    }
}
