package dev.cpm.operator.history;

import java.util.List;

/** Rule 8: no more statuses are written than it takes to answer every edit by itself, whatever is tried again. */
final class WritesOracle implements Oracle {

    @Override
    public List<String> broken(Chronicle chronicle) {
        int writes = chronicle.writes();
        int most = chronicle.concerned();
        return writes <= most
                ? List.of()
                : List.of(writes + " statuses were written, and what was edited concerns no more than " + most);
    }
}
