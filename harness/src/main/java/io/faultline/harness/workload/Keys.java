package io.faultline.harness.workload;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Some names, drawn with the skew of a load. */
final class Keys {
    private final List<String> names;
    private final double[] upTo;

    Keys(String prefix, Load load) {
        names = IntStream.rangeClosed(1, load.keys())
                .mapToObj(i -> load.keys() == 1 ? prefix : prefix + i)
                .toList();
        upTo = new double[names.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += Math.pow(i + 1, -load.skew());
            upTo[i] = sum;
        }
    }

    List<String> all() {
        return names;
    }

    String draw(SplittableRandom random) {
        return names.get(place(random));
    }

    /** Where the drawn name stands among all: the first up to which the weights come to what is drawn. */
    int place(SplittableRandom random) {
        if (upTo.length == 1) {
            return 0;
        }
        int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return place >= 0 ? place : -place - 1;
    }
}
