package io.faultline.checkers.linearizability.model;

/**
 * What one register or key holds.
 *
 * @param value a plain tree, null for nothing
 */
record Value(Object value) {
    static final Value NOTHING = new Value(null);

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
