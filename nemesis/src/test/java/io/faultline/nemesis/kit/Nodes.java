package io.faultline.nemesis.kit;

import java.util.ArrayList;
import java.util.List;

/** Clusters by size. */
public final class Nodes {

    private Nodes() {}

    /** Returns n1 to that node. */
    public static List<String> of(int size) {
        List<String> nodes = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            nodes.add("n" + i);
        }
        return List.copyOf(nodes);
    }
}
