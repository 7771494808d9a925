/** People's whole ways through the product, in a real browser against the application with its demo. */
@org.jspecify.annotations.NullMarked
package org.xingtan.journey;
