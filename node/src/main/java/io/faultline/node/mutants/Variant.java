package io.faultline.node.mutants;

import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.kv.KvRules;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StateMachine;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A node that differs from the standard one in one named way.
 *
 * @param id short name, such as {@code E13}
 * @param change what is different, as a clause
 * @param breaks for a mutant the promise it breaks, for a control empty
 * @param needs what must go on in a cluster for the difference to show
 * @param features what its nodes do beside what the paper demands, made from what they otherwise would
 * @param slowdown factor on all intervals, 1 for the standard ones
 * @param rules makes the rules of one node
 * @param service makes the rules of one node's state machine
 * @param onlySimulated why no process can be it, as a clause; empty when one can
 */
public record Variant(
        String id,
        String change,
        String breaks,
        Needs needs,
        UnaryOperator<Features> features,
        int slowdown,
        Supplier<RaftRules> rules,
        Supplier<KvRules> service,
        String onlySimulated) {

    /** What must go on in a cluster for a difference to show. */
    public enum Needs {
        /** Elections; nobody need ask for anything. */
        ELECTIONS,
        /** Clients that write and read. */
        CLIENTS,
        /** Many clients that compare and set the same few things. */
        CONTENTION,
        /** Clients that send again what got no answer. */
        RETRIES,
        /** Many clients that each ask one node, whether it leads or not, and soon give up: logs that nobody commits grow. */
        IMPATIENCE,
        /** Clients that ask for much: whoever is away for a while then lacks more entries than one message holds. */
        BACKLOG,
        /** A crowd with transactions, each at one node and soon gone: more is appended than one message holds, and never committed. */
        CROWD,
        /** Members that come and go. */
        MEMBER_CHANGES
    }

    /** What the id of a mutant's mended twin ends in. */
    static final String MENDED = "-mended";

    static Variant mutant(String id, String change, String breaks, Supplier<RaftRules> rules) {
        return new Variant(id, change, breaks, Needs.ELECTIONS, UnaryOperator.identity(), 1, rules, KvRules::new, "");
    }

    /** Pre-vote keeps terms from rising, and so hides bugs that need elections to collide. */
    static Variant mutantWithoutPreVote(String id, String change, String breaks, Supplier<RaftRules> rules) {
        return mutant(id, change, breaks, rules).with(features -> features.withPreVote(false));
    }

    static Variant control(String id, String change, Supplier<RaftRules> rules) {
        return mutant(id, change, "", rules);
    }

    /** The same with other features on top. */
    Variant with(UnaryOperator<Features> more) {
        return new Variant(
                id,
                change,
                breaks,
                needs,
                standard -> more.apply(features.apply(standard)),
                slowdown,
                rules,
                service,
                onlySimulated);
    }

    Variant needing(Needs other) {
        return new Variant(id, change, breaks, other, features, slowdown, rules, service, onlySimulated);
    }

    Variant slowedDown(int factor) {
        return new Variant(id, change, breaks, needs, features, factor, rules, service, onlySimulated);
    }

    Variant serving(Supplier<KvRules> other) {
        return new Variant(id, change, breaks, needs, features, slowdown, rules, other, onlySimulated);
    }

    /** The same, but for the simulator alone. */
    Variant inTheSimulatorOnly(String why) {
        return new Variant(id, change, breaks, needs, features, slowdown, rules, service, why);
    }

    /** Whether a process can be it, and not only a node of the simulator. */
    public boolean isForProcesses() {
        return onlySimulated.isEmpty();
    }

    /**
     * The control that a mutant can be held against: the standard rules, with all else that the mutant needs. What is said
     * of both is not said of the bug.
     */
    Variant mended() {
        return new Variant(
                id + MENDED,
                "as " + id + ", but with the rules as they should be",
                "",
                needs,
                features,
                slowdown,
                RaftRules::new,
                KvRules::new,
                "");
    }

    /** The id of the mutant, also of its mended twin, which needs the same schedule. */
    public String mutant() {
        return id.endsWith(MENDED) ? id.substring(0, id.length() - MENDED.length()) : id;
    }

    /** Whether this variant has a bug; otherwise it is a control and must never be accused. */
    public boolean isMutant() {
        return !breaks.isEmpty();
    }

    /** The configuration its nodes run with. */
    public RaftConfig configure(RaftConfig standard) {
        return new RaftConfig(
                standard.self(),
                standard.members(),
                standard.voters(),
                standard.timing().times(slowdown),
                features.apply(standard.features()));
    }

    /** The state machine of one of its nodes. */
    public StateMachine machine(long sessionTtl) {
        return new KeyValueStore(service.get(), sessionTtl);
    }
}
