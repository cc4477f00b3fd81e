package io.faultline.checkers.history.jepsen;

import java.io.IOException;
import us.bpsm.edn.Keyword;
import us.bpsm.edn.parser.Token;

/**
 * Reads {@code history.edn}: one vector of maps, or one map after the other; tags before them mean nothing.
 *
 * <p>Keys that are not known are passed over.
 */
final class EdnHistory implements Source {
    private static final String AN_OPERATION = "an operation such as {:type :invoke, :f :read, :value nil, :process 0}";

    private final Characters characters;
    private final EdnValues values;

    /** What ends the vector around everything; null before the first operation, the end of the file without a vector. */
    private Token end;

    private long line = 1;
    private long column = 1;

    /** Whether the operation is still being read, so that what is wrong is here and not anywhere in it. */
    private boolean inside = true;

    EdnHistory(Characters characters) {
        this.characters = characters;
        this.values = new EdnValues(characters);
    }

    @Override
    public Told next() throws IOException, BadForm {
        inside = true;
        characters.beginOperation();
        Object token = values.significant(values.token(), 0);
        if (end == null) {
            if (token == Token.END_OF_INPUT) {
                throw new BadForm("nothing at all", "a history");
            }
            boolean around = token == Token.BEGIN_VECTOR || token == Token.BEGIN_LIST;
            end = !around ? Token.END_OF_INPUT : token == Token.BEGIN_VECTOR ? Token.END_VECTOR : Token.END_LIST;
            token = around ? values.significant(values.token(), 0) : token;
        }
        if (token == end) {
            requireEnd();
            return null;
        }
        line = characters.line();
        column = characters.column();
        ToldFields fields = operation(token);
        inside = false;
        return fields.told();
    }

    private void requireEnd() throws IOException, BadForm {
        if (end != Token.END_OF_INPUT && values.significant(values.token(), 0) != Token.END_OF_INPUT) {
            throw new BadForm("more behind the end of the history", "the end of the file");
        }
    }

    private ToldFields operation(Object first) throws IOException, BadForm {
        if (first != Token.BEGIN_MAP) {
            throw new BadForm(BadForm.quote(values.value(first, 0)), AN_OPERATION);
        }
        ToldFields fields = new ToldFields();
        for (Object token = values.significant(values.token(), 0);
                token != Token.END_MAP_OR_SET;
                token = values.significant(values.token(), 0)) {
            boolean name = token instanceof Keyword;
            String key = name ? EdnValues.named((Keyword) token) : String.valueOf(values.value(token, 0));
            fields.put(name ? key : "", values.value());
        }
        return fields;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public String place() {
        return inside
                ? "line " + characters.line() + ", column " + characters.column()
                : "line " + line + ", column " + column;
    }

    @Override
    public void close() throws IOException {
        characters.close();
    }
}
