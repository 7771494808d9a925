package org.xingtan.platform.web;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Verdict;

/** What an error page shows: what happened, what to do, and a reference that also stands in the log. */
public record ErrorPage(int status, String title, String detail, String reference, @Nullable Verdict verdict) {}
