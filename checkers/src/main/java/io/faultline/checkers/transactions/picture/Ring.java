package io.faultline.checkers.transactions.picture;

/**
 * Where the transactions of a cycle stand: on an ellipse in a part of the paper, clockwise in their order.
 *
 * @param x the middle of that part
 * @param y the middle of that part
 */
record Ring(double x, double y, double width, double height, int size) {
    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 58;

    Spot spot(int place) {
        return new Spot(
                x + Math.sin(angle(place)) * (width - BOX_WIDTH - 40) / 2.0,
                y - Math.cos(angle(place)) * (height - BOX_HEIGHT - 30) / 2.0,
                BOX_WIDTH,
                BOX_HEIGHT);
    }

    /** Two stand side by side, more begin at the top. */
    private double angle(int place) {
        return 2 * Math.PI * place / size - (size == 2 ? Math.PI / 2 : 0);
    }

    /** How far arrows are bent outwards. */
    double bend() {
        return size == 2 ? 90 : 24;
    }
}
