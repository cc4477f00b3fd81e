package io.faultline.nemesis.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A family of faults that is switched on or off as a whole, by {@code --nemesis} and by the swarm.
 *
 * <p>The order of the constants is part of the schedule format: it numbers the faults of a
 * generated schedule. New classes go to the end.
 */
public enum FaultClass {
    PARTITION("links cut between groups of nodes, both ways or one way"),
    LATENCY("links made slow: a base delay and jitter, mild or beyond the election timeout"),
    BANDWIDTH("links made narrow: few bytes a second, or small slices"),
    LOSS("messages lost at random", Reach.MESSAGES),
    DUPLICATION("messages delivered twice", Reach.MESSAGES),
    REORDERING("messages that overtake each other", Reach.MESSAGES),
    RESET("connections reset, closed late, or closed after some bytes"),
    CRASH("processes killed and restarted: one, some, the leader, all at once"),
    STOP("processes stopped in good order and started again, also one after the other"),
    PAUSE("processes frozen and resumed"),
    POWER("power cuts: un-fsynced bytes vanish, the last record may be torn"),
    DISK("writes that fail, disks that sync slowly"),
    CLOCK("clocks that run fast or slow, or jump"),
    CRASH_POINT("a crash at a named point of a node's turn, at its n-th passing"),
    CORRUPTION("a stored record damaged for good: the node may never start again; only by name"),
    MEMBERS("members removed or made learners, and added back; leadership handed over; only by name"),
    CLIENT_LINKS("requests or replies of clients lost on the way, or late; where there are clients");

    /** What a fault is done to: nodes and whole links, or single messages. */
    private enum Reach {
        NODES_AND_LINKS,
        MESSAGES
    }

    private final String description;
    private final Reach reach;

    FaultClass(String description) {
        this(description, Reach.NODES_AND_LINKS);
    }

    FaultClass(String description, Reach reach) {
        this.description = description;
        this.reach = reach;
    }

    /** Returns the name used on the command line and in files, such as {@code crash-point}. */
    public String kebab() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns one line that says what the class does. */
    public String description() {
        return description;
    }

    Optional<String> dockerRefusal() {
        return switch (reach) {
            case NODES_AND_LINKS -> Optional.empty();
            case MESSAGES ->
                Optional.of("The fault class '" + kebab() + "' is not possible on docker: nodes speak"
                        + " over TCP, which hides what happens to a single packet; use the simulated ground,"
                        + " or latency, reset and partition.");
        };
    }

    /** Returns the class of that kebab-case name. */
    public static FaultClass parse(String name) {
        String wanted = name.strip();
        for (FaultClass candidate : values()) {
            if (candidate.kebab().equals(wanted)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(
                "unknown fault class '" + wanted + "'; legal are all, none, " + String.join(", ", names()));
    }

    /**
     * Returns the classes of a comma-separated list, in the order of this enum; {@code all} stands
     * for {@link #defaults}, {@code none} for no class.
     */
    public static Set<FaultClass> parseAll(String names, Ground ground) {
        EnumSet<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
        for (String name : names.split(",", -1)) {
            switch (name.strip()) {
                case "all" -> classes.addAll(defaults(ground));
                case "none" -> {}
                default -> classes.add(parse(name));
            }
        }
        ground.require(classes);
        return Collections.unmodifiableSet(classes);
    }

    /**
     * Returns every class the ground can play, save two that must be named: corruption, as a node may be gone for good, and
     * members, as not every system has such changes.
     */
    public static Set<FaultClass> defaults(Ground ground) {
        EnumSet<FaultClass> classes = EnumSet.allOf(FaultClass.class);
        classes.removeAll(EnumSet.of(CORRUPTION, MEMBERS));
        classes.removeIf(candidate -> ground.refusal(candidate).isPresent());
        return Collections.unmodifiableSet(classes);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (FaultClass candidate : values()) {
            names.add(candidate.kebab());
        }
        return names;
    }
}
