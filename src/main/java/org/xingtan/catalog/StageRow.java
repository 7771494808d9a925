package org.xingtan.catalog;

import org.xingtan.platform.Localized;

/** A stage by its code and name. */
public record StageRow(String code, Localized title) {}
