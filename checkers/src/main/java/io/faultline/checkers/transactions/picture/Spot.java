package io.faultline.checkers.transactions.picture;

/** A box on paper, by its middle. */
record Spot(double x, double y, double width, double height) {

    Spot movedBy(double right, double down) {
        return new Spot(x + right, y + down, width, height);
    }

    double left() {
        return x - width / 2;
    }

    double top() {
        return y - height / 2;
    }

    /** Where the way from the middle to a point leaves the box. */
    double[] edgeTowards(double towardsX, double towardsY) {
        double dx = towardsX - x;
        double dy = towardsY - y;
        double share = Math.min(
                dx == 0 ? Double.MAX_VALUE : (width / 2 + 3) / Math.abs(dx),
                dy == 0 ? Double.MAX_VALUE : (height / 2 + 3) / Math.abs(dy));
        return new double[] {x + dx * Math.min(1, share), y + dy * Math.min(1, share)};
    }
}
