package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.PlainTree;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.bpsm.edn.EdnException;
import us.bpsm.edn.EdnIOException;
import us.bpsm.edn.Named;
import us.bpsm.edn.Tag;
import us.bpsm.edn.parser.Parseable;
import us.bpsm.edn.parser.Scanner;
import us.bpsm.edn.parser.Scanners;
import us.bpsm.edn.parser.Token;

/**
 * EDN to plain trees, by the library's scanner and with limits on everything.
 *
 * <p>Keywords and symbols become texts without their colon, characters texts; vectors, lists and sets become lists in the
 * order of the file; keys of maps become texts; a tag is dropped, and what it stands before is kept.
 */
final class EdnValues {
    private static final String A_VALUE = "a value";

    private final Scanner scanner = Scanners.newScanner();
    private final Parseable source;

    EdnValues(Parseable source) {
        this.source = source;
    }

    /** The next value. */
    Object value() throws IOException, BadForm {
        return value(token(), 0);
    }

    /** The next token: a {@link Token}, or what the library makes of an atom. */
    Object token() throws IOException, BadForm {
        try {
            return scanner.nextToken(source);
        } catch (EdnIOException error) {
            throw understood(error.getCause());
        } catch (EdnException error) {
            throw new BadForm("broken EDN (" + BadForm.shortened(String.valueOf(error.getMessage())) + ")", A_VALUE);
        } catch (AssertionError error) {
            // Of names with three slashes; where assertions are off, such a name is met in named.
            throw new BadForm("a name with too many slashes", A_VALUE);
        }
    }

    /** The error itself, unless it tells of what is read: then that is said. */
    static IOException understood(IOException error) throws BadForm {
        if (error instanceof CharacterCodingException) {
            throw new BadForm("bytes that are no characters", "UTF-8");
        }
        if (error instanceof Characters.TooLong) {
            throw new BadForm(error.getMessage(), "an operation");
        }
        return error;
    }

    /** The value that begins with this token; what is to be discarded is passed over. */
    Object value(Object first, int depth) throws IOException, BadForm {
        Object token = significant(first, depth);
        if (!(token instanceof Token kind)) {
            return atom(token);
        }
        return switch (kind) {
            case NIL -> null;
            case BEGIN_VECTOR -> list(Token.END_VECTOR, depth);
            case BEGIN_LIST -> list(Token.END_LIST, depth);
            case BEGIN_SET -> list(Token.END_MAP_OR_SET, depth);
            case BEGIN_MAP -> map(depth);
            default -> throw new BadForm(words(kind), A_VALUE);
        };
    }

    /** This token or the first behind it that is neither a tag nor discarded. */
    Object significant(Object first, int depth) throws IOException, BadForm {
        requireShallow(depth);
        Object token = first;
        while (true) {
            if (token == Token.DISCARD) {
                value(token(), depth + 1);
            } else if (token == Token.DEFAULT_NAMESPACE_FOLLOWS) {
                token();
            } else if (!(token instanceof Tag)) {
                return token;
            }
            token = token();
        }
    }

    private List<Object> list(Token end, int depth) throws IOException, BadForm {
        List<Object> list = new ArrayList<>();
        for (Object token = significant(token(), depth); token != end; token = significant(token(), depth)) {
            list.add(value(token, depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(int depth) throws IOException, BadForm {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object token = significant(token(), depth);
                token != Token.END_MAP_OR_SET;
                token = significant(token(), depth)) {
            String name = name(value(token, depth + 1));
            Object value = value(token(), depth + 1);
            if (map.containsKey(name)) {
                throw new BadForm("the key " + BadForm.quote(name) + " twice", "each key once");
            }
            map.put(name, value);
        }
        return map;
    }

    private static String name(Object key) {
        return key instanceof String text ? text : EdnText.of(key);
    }

    private static Object atom(Object token) throws BadForm {
        if (token instanceof Long || token instanceof Boolean || token instanceof String) {
            return token;
        }
        if (token instanceof Named named) {
            return named(named);
        }
        if (token instanceof Double number && !number.isInfinite() && !number.isNaN()) {
            return number;
        }
        if (token instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        if (token instanceof BigDecimal decimal && !Double.isInfinite(decimal.doubleValue())) {
            return decimal.doubleValue();
        }
        if (token instanceof Character character) {
            return character.toString();
        }
        throw new BadForm("the number " + BadForm.shortened(token.toString()), "a number of at most 64 bits");
    }

    /** The text of a keyword or symbol. */
    static String named(Named named) throws BadForm {
        String prefix = named.getPrefix();
        if (prefix.isEmpty()) {
            return named.getName();
        }
        // The library takes a/b/c/d for a name and drops its end.
        if (prefix.indexOf('/') >= 0) {
            throw new BadForm("a name with too many slashes", A_VALUE);
        }
        return prefix + "/" + named.getName();
    }

    /** What a history can hold is a little less deep, and is asked for where the value goes into one. */
    private static void requireShallow(int depth) throws BadForm {
        if (depth > PlainTree.MAX_DEPTH + 1) {
            throw new BadForm(
                    "a value nested deeper than " + PlainTree.MAX_DEPTH + " levels", "a value that a history can hold");
        }
    }

    /** A token in a message. */
    static String words(Token token) {
        return switch (token) {
            case END_OF_INPUT -> "the end in the middle of an operation";
            case END_VECTOR -> "a misplaced ]";
            case END_LIST -> "a misplaced )";
            case END_MAP_OR_SET -> "a misplaced }";
            default -> "something else";
        };
    }
}
