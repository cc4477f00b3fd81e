package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was removed is told by its kind. */
class RemovedTest {
    @Test
    void eachKindIsNamedWithItsNumber() {
        assertThat(new Removed(4, 3, 1, 0)).hasToString("removed 4 containers, 3 volumes and 1 network");
        assertThat(new Removed(1, 0, 2, 0)).hasToString("removed 1 container and 2 networks");
        assertThat(new Removed(0, 0, 1, 0)).hasToString("removed 1 network");
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(new Removed(0, 0, 0, 0)).hasToString("nothing to remove");
    }

    @Test
    void whatWasSparedIsNotSilentlyLeft() {
        assertThat(new Removed(0, 0, 0, 4))
                .hasToString("nothing to remove; left alone 4 containers of runs that go on (--all removes them too)");
    }
}
