package io.faultline.checkers.history;

import java.util.Objects;

/** Who says something: a node, in one incarnation, term and role. All that it says so shares one of these. */
record Speaker(String node, int incarnation, long term, Role role) {
    Speaker {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(role, "role");
        if (incarnation < 1 || term < 0) {
            throw new IllegalArgumentException(
                    "a node event needs an incarnation from 1 and a term from 0, not " + incarnation + " and " + term);
        }
    }

    boolean is(int ofIncarnation, long inTerm, Role asRole) {
        return incarnation == ofIncarnation && term == inTerm && role == asRole;
    }
}
