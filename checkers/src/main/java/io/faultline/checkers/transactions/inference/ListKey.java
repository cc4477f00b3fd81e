package io.faultline.checkers.transactions.inference;

import java.util.List;

/**
 * What is known of one list.
 *
 * @param chain the steps that appended the elements of the longest list that was read, in its order; -1 where nobody did
 * @param longest the step that read it, -1 when nobody read anything
 * @param unseen appends that committed transactions may have made and nobody saw
 * @param ordered whether all that was read is a beginning of the longest, without repetition: the order of versions is known
 */
record ListKey(int key, int[] chain, int longest, int[] unseen, boolean ordered) {
    static final int NOBODY = -1;

    /** A list that was read, which may be told as nothing when it is empty. */
    static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
