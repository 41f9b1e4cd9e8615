package dev.cpm.operator.faults;

import dev.cpm.operator.cluster.Answers;

/** A run of a story without faults: how it ends, and how many statuses were written. */
record Reference(Answers end, int writes) {

    static Reference of(Rig rig) {
        rig.judge();
        return new Reference(rig.end(), rig.writes());
    }
}
