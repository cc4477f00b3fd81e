package io.faultline.nemesis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.FaultKind;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.kit.Golden;
import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.kit.Values;
import io.faultline.nemesis.schedule.MalformedScheduleException;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Fault JSON")
class FaultJsonTests {

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void readsBackWhatItWrote(FaultKind kind) {
        Seeded.forSeeds(200, seed -> {
            Fault fault = new Values(seed, 5).fault(kind);
            String json = FaultJson.write(fault);
            assertThat(json).startsWith("{\"kind\":\"" + kind.kebab() + "\"").doesNotContain("\n");
            assertThat(FaultJson.readFault(json)).isEqualTo(fault);
            assertThat(FaultJson.write(FaultJson.readFault(json))).isEqualTo(json);
        });
    }

    @Test
    void readsBackInjections() {
        Seeded.forSeeds(500, seed -> {
            Injection injection = new Values(seed, 5).injection();
            String json = FaultJson.write(injection);
            assertThat(json).startsWith("{\"act\":\"");
            assertThat(FaultJson.readInjection(json)).isEqualTo(injection);
        });
    }

    @Test
    void looksAsAgreed() {
        StringBuilder text = new StringBuilder();
        for (FaultKind kind : FaultKind.values()) {
            Fault fault = new Values(kind.kebab().hashCode(), 3).fault(kind);
            text.append(FaultJson.write(fault)).append('\n');
        }
        Seeded.forSeeds(
                12,
                seed -> text.append(FaultJson.write(new Values(seed, 3).injection()))
                        .append('\n'));
        Golden.check("faults.jsonl", text.toString());
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(FaultKind.LIMIT_DATA.kebab()).isEqualTo("limit-data");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|the kind of fault is missing; known are partition, cut-links",
                "{\"kind\":\"melt\"}|unknown kind of fault 'melt'; known are partition, cut-links",
                "{\"kind\":\"crash\"}|the field 'target' is missing or null",
                "{\"kind\":\"crash\",\"target\":null}|the field 'target' is missing or null",
                "{\"kind\":\"crash\",\"target\":{\"who\":\"king\"}}|unknown kind of target 'king'; known are named, leader",
                "{\"kind\":\"crash\",\"target\":{\"who\":\"all\"},\"extra\":1}|unknown field 'extra'; expected [target",
                "{\"kind\":\"loss\",\"links\":{\"which\":\"all\"},\"probability\":2}|probability must be within 0..1",
                "{\"kind\":\"loss\",\"links\":{\"which\":\"all\"},\"probability\":\"0.5\"}|Cannot coerce String value",
                "{\"kind\":\"cut-links\",\"links\":[[\"n1\",\"n2\"]],\"cut\":\"wet\"}|unknown word 'wet'; expected one of black-hole, refused",
                "{\"kind\":\"cut-links\",\"links\":[[\"n1\",\"n1\"]],\"cut\":\"refused\"}|a link must lead to another node",
                "{\"kind\":\"cut-links\",\"links\":[],\"cut\":\"refused\"}|links must hold at least one link",
                "{\"kind\":\"crash\",\"target\":{\"who\":\"all\"}} x|not JSON",
                "[]|fault:1"
            })
    void saysWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> FaultJson.readFault(json))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageStartingWith("fault")
                .hasMessageContaining(message);
    }
}
