package org.xingtan.platform.operation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.xingtan.platform.CannotStart;

/** Makes the sentence of a {@link CannotStart} the whole answer to a failed start. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class CannotStartAnalyzer extends AbstractFailureAnalyzer<CannotStart> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, CannotStart cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, failure);
    }
}
