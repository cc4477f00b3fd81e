package io.faultline.checkers.clients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which operation put each element into a thing that holds many, where each is put in by one operation at most. */
final class Elements {
    private final Map<Object, Operation> byElement = new HashMap<>();

    /** Takes those of these operations; false, with a doubt, when an element was put in by more than one. */
    boolean collect(Thing thing, String f, Contradiction.Findings findings) {
        for (Operation operation : thing.operations()) {
            if (operation.is(f)) {
                Object element = operation.argument();
                Operation other = byElement.get(element);
                if (element == null) {
                    findings.doubt(operation.told() + " does not say what it puts into " + thing);
                    return false;
                } else if (other == null || other.isFail()) {
                    byElement.put(element, operation);
                } else if (!operation.isFail()) {
                    findings.doubt(
                            element + " was put into " + thing + " by " + other.told() + " and by " + operation.told());
                    return false;
                }
            }
        }
        return true;
    }

    /** The one that put it in, or tried to; null when nobody did. */
    Operation of(Object element) {
        return byElement.get(element);
    }

    /** Those that were acknowledged, in the order of the thing's operations. */
    List<Operation> acknowledged(Thing thing, String f) {
        return thing.operations().stream()
                .filter(operation -> operation.is(f) && operation.isOk())
                .toList();
    }

    /** Why an element can't have been seen by an operation that ended at that event; null when it can. */
    String wrong(Object element, long end) {
        Operation operation = byElement.get(element);
        if (operation == null) {
            return "which nobody had put there";
        } else if (operation.isFail()) {
            return "though " + operation.told() + " was told to have failed";
        }
        return operation.from() > end ? "before " + operation.told() + " was asked for it" : null;
    }
}
