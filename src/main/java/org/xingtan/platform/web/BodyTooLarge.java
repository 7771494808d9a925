package org.xingtan.platform.web;

import java.io.IOException;

/** A body that goes on beyond what anybody has to say. */
class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1;
}
