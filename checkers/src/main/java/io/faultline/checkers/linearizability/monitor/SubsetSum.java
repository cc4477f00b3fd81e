package io.faultline.checkers.linearizability.monitor;

import java.util.BitSet;

/** Which of some amounts come to a sum, the first ones if possible, within a bound of work. */
final class SubsetSum {
    private static final long WORK_MOST = 1 << 24;

    private SubsetSum() {}

    /**
     * The places of amounts that come to the sum; null when there are none, or when it is too much work to look.
     *
     * @param amounts positive
     * @param must so many of the first are taken in any case
     */
    static int[] of(long[] amounts, int must, long sum) {
        long rest = sum;
        for (int i = 0; i < must; i++) {
            rest -= amounts[i];
        }
        int many = amounts.length;
        if (rest < 0 || rest > 0 && (rest + 1) * (many - must + 1L) > WORK_MOST) {
            return null;
        }
        BitSet[] sums = rest == 0 ? null : sums(amounts, must, (int) rest);
        if (sums != null && !sums[must].get((int) rest)) {
            return null;
        }
        int[] chosen = new int[many];
        int count = 0;
        for (int i = 0; i < many; i++) {
            boolean take = i < must || rest > 0 && amounts[i] <= rest && sums[i + 1].get((int) (rest - amounts[i]));
            if (take) {
                rest -= i < must ? 0 : amounts[i];
                chosen[count++] = i;
            }
        }
        return java.util.Arrays.copyOf(chosen, count);
    }

    /** The sums that the amounts from each place on can make. */
    private static BitSet[] sums(long[] amounts, int from, int most) {
        BitSet[] sums = new BitSet[amounts.length + 1];
        sums[amounts.length] = new BitSet();
        sums[amounts.length].set(0);
        for (int i = amounts.length - 1; i >= from; i--) {
            BitSet more = (BitSet) sums[i + 1].clone();
            for (int sum = sums[i + 1].nextSetBit(0); sum >= 0; sum = sums[i + 1].nextSetBit(sum + 1)) {
                if (sum + amounts[i] <= most) {
                    more.set((int) (sum + amounts[i]));
                }
            }
            sums[i] = more;
        }
        return sums;
    }
}
