/** Layout, errors, assets, paging and the security chain that all pages share. */
@NullMarked
package org.xingtan.platform.web;

import org.jspecify.annotations.NullMarked;
