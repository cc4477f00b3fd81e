package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Amounts of memory, as people write them. */
class SizesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "65536, 65536", "64k, 65536", "512m, 536870912", "512MB, 536870912", "' 2G ', 2147483648"})
    void anAmountIsANumberAndPerhapsAUnit(String text, long bytes) {
        assertThat(new Sizes().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1m", "1.5g", "1 m", "1t", "99999999999"})
    void anythingElseIsAnsweredWithExamples(String text) {
        assertThatThrownBy(() -> new Sizes().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text
                        + "' is no amount of memory; write a whole number and perhaps a unit, such as 512m or 2g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g"})
    void nothingAtAllIsTooLittle(String text) {
        assertThatThrownBy(() -> new Sizes().convert(text)).hasMessage("'" + text + "' is too little memory; try 512m");
    }
}
