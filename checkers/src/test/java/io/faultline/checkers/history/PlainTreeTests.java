package io.faultline.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTreeTests {
    @Test
    void aListBeginsAnotherThatGoesOnFromIt() {
        List<?> two = (List<?>) PlainTree.of(List.of(1000L, 2000L));
        List<?> three = (List<?>) PlainTree.of(List.of(1000L, 2000L, 3000L));
        assertThat(PlainTree.begins(two, three)).isTrue();
        assertThat(PlainTree.begins(three, two)).isFalse();
        assertThat(PlainTree.begins(two, two)).isTrue();
        assertThat(PlainTree.begins(List.of(), two)).isTrue();
        assertThat(PlainTree.begins(List.of(1000L), two)).isTrue();
        assertThat(PlainTree.begins((List<?>) PlainTree.of(List.of(1000L, 9L)), three))
                .isFalse();
    }
}
