package org.xingtan.ledger;

/**
 * A source of hours from outside of any program, whose module proves by an audit of its own that each entry has something behind it and
 * that nothing is without its entry. Declared as a bean.
 *
 * @param name as it stands in the entries
 */
public record ProvenSource(String name) {}
