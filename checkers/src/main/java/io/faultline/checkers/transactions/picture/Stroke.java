package io.faultline.checkers.transactions.picture;

/**
 * How an edge of a kind is drawn: told apart by colour, and without colour by its dashes.
 *
 * @param dash lengths of strokes and gaps, empty for a whole line
 */
record Stroke(String colour, String dash) {

    static Stroke of(String kind) {
        return switch (kind) {
            case "ww" -> new Stroke("#8a3ffc", "");
            case "wr" -> new Stroke("#0f62fe", "");
            case "rw" -> new Stroke("#b3261e", "7 3");
            case "process" -> new Stroke("#5f6368", "2 3");
            default -> new Stroke("#2e7d32", "9 3 2 3");
        };
    }
}
