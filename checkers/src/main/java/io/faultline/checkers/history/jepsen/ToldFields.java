package io.faultline.checkers.history.jepsen;

import io.faultline.checkers.history.OperationType;

/** The fields of one map of a history, as they come. */
final class ToldFields {
    private static final int PROCESS = 1;
    private static final int TYPE = 1 << 1;
    private static final int F = 1 << 2;
    private static final int VALUE = 1 << 3;
    private static final int KEY = 1 << 4;
    private static final int TIME = 1 << 5;
    private static final int INDEX = 1 << 6;

    private int given;
    private Object process;
    private Object type;
    private Object f;
    private Object value;
    private Object key;
    private Object time;
    private Object index;

    /** Takes a field; one that is not known is passed over. */
    void put(String name, Object tree) throws BadForm {
        switch (name) {
            case "process" -> process = once(PROCESS, name, tree);
            case "type" -> type = once(TYPE, name, tree);
            case "f" -> f = once(F, name, tree);
            case "value" -> value = once(VALUE, name, tree);
            case "key" -> key = once(KEY, name, tree);
            case "time" -> time = once(TIME, name, tree);
            case "index" -> index = once(INDEX, name, tree);
            default -> {
                // Jepsen's users add what they like: errors, nodes, links.
            }
        }
    }

    private Object once(int field, String name, Object tree) throws BadForm {
        if ((given & field) != 0) {
            throw new BadForm(":" + name + " twice", "each key once");
        }
        given |= field;
        return tree;
    }

    /** What they tell together. */
    Told told() throws BadForm {
        require(PROCESS, "process");
        require(TYPE, "type");
        require(F, "f");
        String who = Told.who(process);
        OperationType told = Told.type(type);
        Long client = process instanceof Long number ? number : null;
        return new Told(client, who, told, f(client), value, key, number(time, "time"), number(index, "index"));
    }

    private String f(Long client) throws BadForm {
        if (f instanceof String name) {
            return name;
        }
        if (client == null) {
            return EdnText.of(f);
        }
        throw new BadForm(BadForm.quote(f) + " in :f", "a name such as :read");
    }

    private void require(int field, String name) throws BadForm {
        if ((given & field) == 0) {
            throw new BadForm("an operation without :" + name, "one with :process, :type and :f");
        }
    }

    private static long number(Object tree, String name) throws BadForm {
        if (tree == null) {
            return Told.UNTOLD;
        }
        if (tree instanceof Long number && number >= 0) {
            return number;
        }
        throw new BadForm(BadForm.quote(tree) + " in :" + name, "a whole number from 0");
    }
}
