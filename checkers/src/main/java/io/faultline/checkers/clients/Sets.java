package io.faultline.checkers.clients;

import io.faultline.checkers.clients.Contradiction.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One key that elements are added to, each by one operation at most, and that is read as a list of them in any order. */
final class Sets {
    private final Thing key;
    private final Contradiction.Findings findings;
    private final Elements adds = new Elements();
    private final List<Operation> reads = new ArrayList<>();
    private final Map<Object, Member> members = new HashMap<>();

    /** An element that is certainly there from some event on, and who knows that. */
    private record Member(Object element, long known, Operation witness) {}

    private Sets(Thing key, Contradiction.Findings findings) {
        this.key = key;
        this.findings = findings;
    }

    static void examine(Thing key, Contradiction.Findings findings) {
        Sets set = new Sets(key, findings);
        if (set.adds.collect(key, "add", findings)) {
            set.collect();
            set.check();
        }
    }

    private void collect() {
        for (Operation add : adds.acknowledged(key, "add")) {
            members.put(add.argument(), new Member(add.argument(), add.to(), add));
        }
        for (Operation read : key.operations()) {
            if (read.isOk() && read.is("read")) {
                reads.add(read);
                for (Object element : seen(read)) {
                    Member member = members.get(element);
                    if (member == null || member.known() > read.to()) {
                        members.put(element, new Member(element, read.to(), read));
                    }
                }
            }
        }
    }

    private static Collection<?> seen(Operation read) {
        return read.result() instanceof List<?> elements ? elements : List.of();
    }

    private void check() {
        Latest<Member> known = new Latest<>(members.values(), Member::known, Member::known);
        for (Operation read : reads) {
            Set<Object> once = new HashSet<>();
            int expected = 0;
            for (Object element : seen(read)) {
                boolean first = once.add(element);
                expected += first && members.get(element).known() < read.from() ? 1 : 0;
                String wrong = first ? adds.wrong(element, read.to()) : "twice";
                if (wrong != null) {
                    invented(read, element, wrong);
                }
            }
            int there = known.count(read.from());
            if (expected < there) {
                missing(read, known.inOrder().subList(0, there), once);
            }
        }
    }

    private void invented(Operation read, Object element, String wrong) {
        Operation add = adds.of(element);
        findings.add(
                Kind.INVENTED,
                read,
                () -> read.told() + " saw " + element + " in " + key + ", " + wrong,
                add == null ? new Operation[0] : new Operation[] {add});
    }

    private void missing(Operation read, List<Member> there, Set<Object> once) {
        for (Member member : there) {
            if (!once.contains(member.element())) {
                findings.add(
                        Kind.STALE,
                        read,
                        () -> read.told() + " did not see " + member.element() + " in " + key + ", though "
                                + member.witness().told() + " had "
                                + (member.witness().is("add") ? "added" : "seen") + " it",
                        member.witness());
                return;
            }
        }
    }
}
