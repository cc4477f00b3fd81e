package io.faultline.harness.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts of memory as people write them: {@code 512m}, {@code 2g}, {@code 65536}. */
final class Sizes implements ITypeConverter<Long> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,10})([kmg]?)b?", Pattern.CASE_INSENSITIVE);

    @Override
    public Long convert(String value) {
        Matcher matcher = WRITTEN.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + value
                    + "' is no amount of memory; write a whole number and perhaps a unit, such as 512m or 2g");
        }
        int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(matcher.group(1)) << shift;
        if (bytes < 1) {
            throw new TypeConversionException("'" + value + "' is too little memory; try 512m");
        }
        return bytes;
    }
}
