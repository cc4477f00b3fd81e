package io.faultline.checkers.linearizability.search;

/**
 * The open calls at one layer of a course, in the order of their returns, pending ones last; moves from layer to layer.
 *
 * <p>A linked list in arrays: to go a layer on and to take that back cost as much as calls are invoked there, because a call
 * finds its place without a search.
 */
final class OpenCalls {
    private final Course course;
    private final int[] next;
    private final int[] previous;
    /** Stands before the first and behind the last. */
    private final int edge;

    private int layer;

    OpenCalls(Course course) {
        this.course = course;
        this.edge = course.size();
        this.next = new int[edge + 1];
        this.previous = new int[edge + 1];
        next[edge] = edge;
        previous[edge] = edge;
        if (course.layers() > 0) {
            invoke(0, course.invokedUntil(0));
        }
    }

    /** The layer it stands at; {@link Course#layers} after the last return. */
    int layer() {
        return layer;
    }

    /** The open call that returns first, {@link #end} when there is none. */
    int first() {
        return next[edge];
    }

    /** The one that returns next after that one, {@link #end} after the last. */
    int after(int call) {
        return next[call];
    }

    int end() {
        return edge;
    }

    void moveTo(int target) {
        while (layer < target) {
            forward();
        }
        while (layer > target) {
            backward();
        }
    }

    /** Past the return of the first. */
    void forward() {
        unlink(course.returning(layer));
        layer++;
        invoke(course.invokedUntil(layer - 1), course.invokedUntil(layer));
    }

    private void backward() {
        for (int call = course.invokedUntil(layer) - 1; call >= course.invokedUntil(layer - 1); call--) {
            unlink(call);
        }
        layer--;
        link(course.returning(layer), edge);
    }

    private void invoke(int from, int to) {
        for (int call = from; call < to; call++) {
            link(call, course.openBefore(call));
        }
    }

    private void link(int call, int before) {
        int behind = next[before];
        next[before] = call;
        previous[call] = before;
        next[call] = behind;
        previous[behind] = call;
    }

    private void unlink(int call) {
        next[previous[call]] = next[call];
        previous[next[call]] = previous[call];
    }
}
