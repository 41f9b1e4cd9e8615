package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Cpm;

/**
 * Who owns a placement or a load balancer. The label of its namespace decides, since a namespace belongs to one
 * account; whoever claims another one is told so, and gets nothing.
 *
 * @param label the account that the namespace's label names, or null
 * @param claimed {@code spec.account}, or null
 */
public record Account(String namespace, String label, String claimed) {

    /** The label of the namespace if it has one, else {@code spec.account}, else the name of the namespace. */
    public String owner() {
        if (given(label)) {
            return label;
        }
        return given(claimed) ? claimed : namespace;
    }

    /** Whether another account is claimed than the one that the namespace belongs to. */
    public boolean mismatch() {
        return given(claimed) && !claimed.equals(owner());
    }

    /** What is wrong where there is a mismatch. */
    public String message() {
        return "spec.account is " + claimed + ", but namespace " + namespace + " belongs to account " + label
                + " (label " + Cpm.ACCOUNT_LABEL + ")";
    }

    /** What mends it; {@code what} is claimed, such as "the placement". */
    public String remedy(String what) {
        return "correct the label " + Cpm.ACCOUNT_LABEL + " of namespace " + namespace
                + ", if it is wrong; or recreate "
                + what + " with spec.account " + label + " or without it, or move it to a namespace of account "
                + claimed;
    }

    private static boolean given(String account) {
        return account != null && !account.isEmpty();
    }
}
