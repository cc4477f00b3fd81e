package io.faultline.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HexDigestsTests {
    @Test
    void numbersAndTheirTextsAreEqualLists() {
        SplittableRandom random = new SplittableRandom(7);
        for (int size = 1; size < 20; size++) {
            long[] numbers = random.longs(size).toArray();
            numbers[0] = size % 2 == 0 ? -1 : size;
            List<String> texts = new ArrayList<>();
            for (long number : numbers) {
                texts.add(String.format("%016x", number));
            }
            HexDigests digests = HexDigests.of(numbers);
            assertThat(digests).isEqualTo(texts).hasSameHashCodeAs(texts);
            assertThat(texts).isEqualTo(digests);
            assertThat(HexDigests.compact(texts)).isInstanceOf(HexDigests.class).isEqualTo(texts);
            assertThat(HexDigests.compact(digests)).isSameAs(digests);
            for (int i = 0; i < size; i++) {
                assertThat(HexDigests.isNumber(texts.get(i))).isTrue();
                assertThat(HexDigests.parse(texts.get(i))).isEqualTo(numbers[i]);
                assertThat(digests.number(i)).isEqualTo(numbers[i]);
            }
        }
    }

    @Test
    void whatIsNotWrittenAsSuchANumberIsNeverTakenForOne() {
        for (String text : List.of(
                "",
                "d1",
                "0123456789abcde",
                "0123456789abcdef0",
                "0123456789ABCDEF",
                "0123456789abcdeg",
                "+123456789abcdef")) {
            assertThat(HexDigests.isNumber(text)).as(text).isFalse();
            List<String> mixed = List.of("0123456789abcdef", text);
            assertThat(HexDigests.compact(mixed)).isEqualTo(mixed).isNotInstanceOf(HexDigests.class);
        }
        assertThat(HexDigests.compact(List.of())).isEmpty();
    }

    @Test
    void nobodyChangesADigestThroughTheArrayItCameIn() {
        long[] numbers = {1, 2};
        HexDigests digests = HexDigests.of(numbers);
        numbers[0] = 9;
        assertThat(digests.number(0)).isEqualTo(1);
        assertThatThrownBy(() -> digests.set(0, "d")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> digests.number(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> HexDigests.of(1).number(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aFactIsTheSameWhicheverWayItsDigestsCame() {
        LogFact ofNumbers = new LogFact.Appended(3, List.of(2L, 2L), HexDigests.of(10, 11));
        LogFact ofTexts = new LogFact.Appended(3, List.of(2L, 2L), List.of("000000000000000a", "000000000000000b"));
        assertThat(ofNumbers).isEqualTo(ofTexts).hasSameHashCodeAs(ofTexts);
        assertThat(new LogFact.Appended(3, List.of(2L, 3L), HexDigests.of(10, 11)))
                .isNotEqualTo(ofNumbers);
    }
}
