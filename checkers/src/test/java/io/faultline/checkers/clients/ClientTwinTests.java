package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.clients.ClientStory.Begun;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: whatever is accused, no order of operations explains. Few operations, any answers, against all orders. */
class ClientTwinTests {
    @ParameterizedTest
    @ValueSource(strings = {"register", "cas", "list", "set", "sum", "queue", "lock"})
    void whatIsAccusedCanBeExplainedByNoOrder(String kind) {
        int[] counts = new int[3];
        Property.holds(6_000, draw -> {
            History history = history(kind, draw);
            boolean accused = !ClientStory.accusers(history).isEmpty();
            boolean linearizable =
                    SlowClients.linearizable(Operations.of(history).all());
            assertThat(accused && linearizable)
                    .as(() -> "accused, but an order explains " + history.events())
                    .isFalse();
            counts[linearizable ? 0 : accused ? 1 : 2]++;
        });
        if (Property.triesAllSeeds()) {
            assertThat(counts[0]).as("linearizable ones").isGreaterThan(300);
            assertThat(counts[1])
                    .as("accused, and %d more that are not", counts[2])
                    .isGreaterThan(3 * counts[2]);
        }
    }

    @Test
    void theTwinItselfTellsOneFromTheOther() {
        ClientStory fine = new ClientStory().ok("write", "x", 1L).info("write", "x", 2L);
        fine.read("x", 2L);
        assertThat(SlowClients.linearizable(Operations.of(fine.history()).all()))
                .isTrue();
        fine.read("x", 1L);
        assertThat(SlowClients.linearizable(Operations.of(fine.history()).all()))
                .isFalse();
    }

    private static History history(String kind, Draw draw) {
        ClientStory story = new ClientStory();
        List<Begun> open = new ArrayList<>();
        List<Object> answers = new ArrayList<>();
        int size = draw.between(3, 6);
        int begun = 0;
        while (begun < size || !open.isEmpty()) {
            if (begun < size && (open.isEmpty() || draw.onceIn(2))) {
                begin(kind, ++begun, draw, story, open, answers);
            } else {
                int chosen = draw.between(0, open.size() - 1);
                Begun ended = open.remove(chosen);
                Object answer = answers.remove(chosen);
                if (draw.onceIn(8)) {
                    ended.info();
                } else if (draw.onceIn(8)) {
                    ended.fail();
                } else {
                    ended.ok(answer);
                }
            }
        }
        return story.history();
    }

    private static void begin(
            String kind, long number, Draw draw, ClientStory story, List<Begun> open, List<Object> answers) {
        Object other = draw.onceIn(4) ? null : (Object) draw.between(1, number);
        switch (kind) {
            case "register" -> {
                if (draw.bool()) {
                    add(open, answers, story.begin("read", "x", null), other);
                } else if (draw.onceIn(6)) {
                    add(open, answers, story.begin("delete", "x", null), null);
                } else {
                    add(open, answers, story.begin("write", "x", number), number);
                }
            }
            case "cas" -> {
                Object pair = Arrays.asList(other, draw.onceIn(8) ? null : number);
                String f = draw.oneOf("read", "write", "cas");
                Object argument = f.equals("read") ? null : f.equals("write") ? (Object) number : pair;
                add(open, answers, story.begin(f, "x", argument), f.equals("read") ? other : argument);
            }
            case "list", "set" -> {
                String f = draw.bool() ? "read" : kind.equals("list") ? "append" : "add";
                Object argument = f.equals("read") ? null : number;
                add(open, answers, story.begin(f, kind, argument), f.equals("read") ? some(number, draw) : argument);
            }
            case "sum" -> {
                String f = draw.oneOf("read", "add");
                Object argument = f.equals("read") ? null : (Object) draw.oneOf(1L, 2L, draw.onceIn(3) ? -1L : 1L);
                Object sum = draw.onceIn(3) ? null : (Object) draw.between(1L, 4L);
                add(open, answers, story.begin(f, "sum", argument), f.equals("read") ? sum : argument);
            }
            case "queue" -> {
                String f = draw.oneOf("enqueue", "dequeue");
                Object argument = f.equals("enqueue") ? number : null;
                add(open, answers, story.begin(f, "q", argument), argument == null ? other : argument);
            }
            default -> {
                String f = draw.oneOf("acquire", "acquire", "release");
                String owner = draw.oneOf("a", "b");
                Object answer = f.equals("acquire") ? (Object) draw.between(1L, 3L) : owner;
                add(open, answers, story.begin(f, "m", owner), answer);
            }
        }
    }

    private static void add(List<Begun> open, List<Object> answers, Begun begun, Object answer) {
        open.add(begun);
        answers.add(answer);
    }

    /** A few of the elements there may be, the latest first as sets tell them, or the other way; null when there are none. */
    private static Object some(long most, Draw draw) {
        List<Object> elements = new ArrayList<>();
        for (long element = 1; element <= most; element++) {
            if (draw.onceIn(2)) {
                elements.add(draw.onceIn(4) ? 0 : elements.size(), element);
            }
        }
        return elements.isEmpty() ? null : elements;
    }
}
