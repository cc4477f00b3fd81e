package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Property;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomClientsTests {
    /** Goal: no linearizable history is ever accused, whatever nobody knows of in it. */
    @Test
    void twentyThousandLinearizableHistoriesAreNotAccused() {
        Property.holds(20_000, draw -> {
            History history = RandomClients.of(draw, draw.between(20, 160));
            assertThat(ClientStory.accusers(history)).isEmpty();
        });
    }

    /**
     * Goal: what no service may answer is accused, by the checker whose promise it breaks, in the middle of anything.
     *
     * <p>Method: such a history in which one answer is changed so that those around it make it impossible.
     */
    @Test
    void whatIsMadeImpossibleIsAccused() {
        Map<Mutation, Integer> made = new EnumMap<>(Mutation.class);
        Property.holds(3_000, draw -> {
            History history = RandomClients.of(draw, draw.between(60, 240));
            for (Mutation mutation : Mutation.values()) {
                History mutated = mutation.of(history, draw);
                if (mutated != null) {
                    made.merge(mutation, 1, Integer::sum);
                    List<String> accusers = ClientStory.accusers(mutated);
                    assertThat(accusers)
                            .as("%s by one of %s", mutation, mutation.checkers())
                            .containsAnyElementsOf(mutation.checkers());
                }
            }
        });
        if (Property.triesAllSeeds()) {
            assertThat(made.keySet()).containsExactly(Mutation.values());
            assertThat(made.values()).allSatisfy(count -> assertThat(count).isGreaterThan(100));
        }
    }
}
