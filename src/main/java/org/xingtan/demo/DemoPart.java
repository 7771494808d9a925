package org.xingtan.demo;

import java.util.List;

/**
 * What those who run the training have done so far: by the same acts as anybody's, so that each has something left to do. The parts
 * are loaded in their order, in the transaction of the demo.
 */
public interface DemoPart {

    /** @param people everybody but the cast, whose progress is left to whoever tries them out */
    void load(List<DemoPerson> people);
}
