package org.xingtan.authoring;

/** Something to tick. */
public record Choice(String code, String title) {}
