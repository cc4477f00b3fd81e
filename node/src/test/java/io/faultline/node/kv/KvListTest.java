package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KvListTest {
    @Test
    void aListStaysAsItIsHoweverManyGrowFromIt() {
        Random random = new Random(7);
        List<KvList> lists = new ArrayList<>(List.of(KvList.empty()));
        List<List<Object>> copies = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(lists.size());
            Object element = random.nextBoolean() ? (Object) (long) i : "e" + i;
            lists.add(lists.get(from).with(element));
            List<Object> copy = new ArrayList<>(copies.get(from));
            copy.add(element);
            copies.add(copy);
        }
        for (int i = 0; i < lists.size(); i++) {
            assertThat(lists.get(i)).as("list %d", i).isEqualTo(copies.get(i));
            assertThat(copies.get(i)).as("list %d, asked the other way", i).isEqualTo(lists.get(i));
            assertThat(lists.get(i)).hasSameHashCodeAs(copies.get(i));
            assertThat(lists.get(i).hash()).as("hash of list %d", i).isEqualTo(Values.hash(copies.get(i)));
        }
    }

    @Test
    void whatGoesIntoAListIsCopiedAndCannotBeChangedThere() {
        List<Object> given = new ArrayList<>(List.of(1, (short) 2, (byte) 3, 4L, "5"));
        KvList list = KvList.of(given);
        given.set(0, 9);
        assertThat(list).containsExactly(1L, 2L, 3L, 4L, "5");
        assertThatThrownBy(() -> list.set(0, 9L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.get(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anElementIsANumberOrAText() {
        for (Object wrong : new Object[] {null, List.of(), 1.0, true, 'c', new int[0]}) {
            assertThatThrownBy(() -> KvList.of(Collections.singletonList(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the value ");
        }
    }

    @Test
    void aListHasNoMoreElementsAndBytesThanAllowed() {
        assertThat(KvList.of(Collections.nCopies(KvLimits.LIST_ELEMENTS, 1)).hasRoomFor(1L))
                .isFalse();
        assertThatThrownBy(() -> KvList.of(Collections.nCopies(KvLimits.LIST_ELEMENTS + 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 10000 elements");
        String big = "x".repeat(KvLimits.TEXT_BYTES - 4);
        KvList full = KvList.of(Collections.nCopies(8, big));
        assertThat(full.bytes()).isEqualTo(KvLimits.LIST_BYTES);
        assertThat(full.hasRoomFor("")).isFalse();
        assertThatThrownBy(() -> KvList.of(Collections.nCopies(9, big)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("524288 bytes");
    }
}
