package io.faultline.node.testing;

import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.DiskWrite;
import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeStatus;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StartAnswer;
import io.faultline.node.raft.Stored;
import io.faultline.node.raft.Timing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Plays a script of commands to a few nodes and writes down, below each command, what they did.
 *
 * <pre>
 * cluster 3                 three nodes with pre-vote that have not started
 * cluster 3 no-pre-vote     the same without
 * cluster 3 mutant=E13      the same with a bug
 * disk n1 5 n2 log=9@4      what n1 has on disk: term 5, vote for n2, a log that ends at index 9 of term 4
 * start n1 n2               starts them, now
 * expire n1                 lets time pass until n1's deadline
 * pass 100ms                lets time pass; nobody's deadline is looked at
 * deliver                   delivers every message that was under way when the command came, oldest first
 * deliver n1->n2            the same, of one link
 * settle                    delivers until nothing is under way
 * drop n1->n2               loses what is under way on a link; without a link, everything
 * repeat n1->n2             sends again what is under way on a link
 * crash n1                  ends n1, with what it had persisted
 * stop n1                   stops n1 in good order
 * client n1                 asks n1 to start a command
 * status                    tells where everyone is
 * </pre>
 *
 * <p>Timeouts are not random here: node k draws 400 + 10 k ms, and 40 ms more with each draw, up to 599 ms.
 */
public final class Interaction {
    private static final long MS = 1_000_000;

    private final StringBuilder out = new StringBuilder();
    private final Map<NodeId, RaftNode> nodes = new TreeMap<>();
    private final Map<NodeId, Long> deadlines = new TreeMap<>();
    private final Map<NodeId, HardState> disks = new TreeMap<>();
    private final Map<NodeId, LogTail> logs = new TreeMap<>();
    private final Map<NodeId, Integer> draws = new TreeMap<>();
    private List<NodeId> members = List.of();
    private boolean preVote = true;
    private String mutant = "";
    private List<Message> underWay = new ArrayList<>();
    private List<NodeId> receivers = new ArrayList<>();
    private long now;

    private Interaction() {}

    /** The script with the results as they are now; comments and empty lines stay. */
    public static String replay(String script) {
        Interaction interaction = new Interaction();
        Iterator<String> lines = script.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            interaction.out.append(line).append('\n');
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            interaction.out.append("----\n");
            interaction.play(line.split(" +"));
            interaction.out.append('\n');
            // The results of the time before, up to the empty line that ends them.
            while (lines.hasNext() && !lines.next().isBlank()) {
                continue;
            }
        }
        return interaction.out.toString();
    }

    private void play(String[] words) {
        String link = words.length > 1 && words[1].contains("->") ? words[1] : "";
        switch (words[0]) {
            case "cluster" -> cluster(words);
            case "disk" -> disk(words);
            case "start" -> Arrays.stream(words).skip(1).map(NodeId::parse).forEach(this::start);
            case "expire" -> expire(NodeId.parse(words[1]));
            case "pass" -> now += Long.parseLong(words[1].replace("ms", "")) * MS;
            case "deliver" -> deliver(take(link));
            case "settle" -> settle();
            case "drop" -> say(take(link).size() + " messages lost");
            case "repeat" -> repeat(link);
            case "crash" -> nodes.remove(NodeId.parse(words[1]));
            case "stop" -> step(NodeId.parse(words[1]), new Input.Stop());
            case "client" -> step(NodeId.parse(words[1]), new Input.Start(1, new Word("command")));
            case "status" -> nodes.values().forEach(node -> say(describe(node.status())));
            default -> throw new IllegalArgumentException("no command: " + words[0]);
        }
    }

    private void cluster(String[] words) {
        members = IntStream.rangeClosed(1, Integer.parseInt(words[1]))
                .mapToObj(NodeId::of)
                .toList();
        for (String word : Arrays.copyOfRange(words, 2, words.length)) {
            if (word.equals("no-pre-vote")) {
                preVote = false;
            } else if (word.startsWith("mutant=")) {
                mutant = word.substring("mutant=".length());
            }
        }
    }

    private void disk(String[] words) {
        NodeId node = NodeId.parse(words[1]);
        int vote = words[3].equals("-") ? 0 : NodeId.parse(words[3]).number();
        disks.put(node, new HardState(Long.parseLong(words[2]), vote));
        if (words.length > 4) {
            String[] tail = words[4].substring("log=".length()).split("@");
            logs.put(node, new LogTail(Long.parseLong(tail[0]), Long.parseLong(tail[1])));
        }
    }

    private void start(NodeId id) {
        RaftConfig config = new RaftConfig(id, members, Timing.DEFAULT, Probe.electionsOnly(preVote));
        RaftRules rules = mutant.isEmpty()
                ? new RaftRules()
                : Variants.named(mutant).orElseThrow().rules().get();
        nodes.put(id, new RaftNode(config, rules, timeoutsOf(id), new Journal()));
        Stored log = Stored.endingAt(logs.getOrDefault(id, LogTail.EMPTY));
        HardState state = disks.getOrDefault(id, HardState.INITIAL);
        step(id, new Input.Restarted(new Stored(state, Optional.empty(), log.entries())));
    }

    /** A generator that knows only the one question the rules ask. */
    private RandomGenerator timeoutsOf(NodeId id) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("only bounded draws are scripted");
            }

            @Override
            public long nextLong(long bound) {
                int draw = draws.merge(id, 1, Integer::sum) - 1;
                return (10L * id.number() + 40L * draw) * MS % bound;
            }
        };
    }

    private void expire(NodeId id) {
        now = Math.max(now, deadlines.get(id));
        step(id, Input.Deadline.REACHED);
    }

    private void settle() {
        for (int round = 0; !underWay.isEmpty(); round++) {
            if (round == 20) {
                throw new IllegalStateException("the nodes never fall silent");
            }
            deliver(take(""));
        }
    }

    /** Removes and returns what is under way on a link, or everywhere. */
    private List<Envelope> take(String link) {
        List<Envelope> taken = new ArrayList<>();
        List<Message> restMessages = new ArrayList<>();
        List<NodeId> restReceivers = new ArrayList<>();
        for (int i = 0; i < underWay.size(); i++) {
            Message message = underWay.get(i);
            NodeId to = receivers.get(i);
            if (link.isEmpty() || link.equals(message.from() + "->" + to)) {
                taken.add(new Envelope(to, message));
            } else {
                restMessages.add(message);
                restReceivers.add(to);
            }
        }
        underWay = restMessages;
        receivers = restReceivers;
        return taken;
    }

    private void repeat(String link) {
        List<Envelope> taken = take(link);
        for (int copy = 0; copy < 2; copy++) {
            taken.forEach(envelope -> send(envelope.to(), envelope.message()));
        }
    }

    private void deliver(List<Envelope> envelopes) {
        for (Envelope envelope : envelopes) {
            Message message = envelope.message();
            if (nodes.containsKey(envelope.to())) {
                say(message.from() + "->" + envelope.to() + " " + describe(message));
                step(envelope.to(), new Input.Received(message));
            } else {
                say(message.from() + "->" + envelope.to() + " " + describe(message) + ": nobody there");
            }
        }
    }

    private void step(NodeId id, Input input) {
        Effects effects = nodes.get(id).step(now, input);
        for (Envelope envelope : effects.early()) {
            did(id, "asks " + envelope.to() + " " + describe(envelope.message()));
            send(envelope.to(), envelope.message());
        }
        effects.persist().forEach(write -> persist(id, "persists ", write));
        for (NodeEvent event : effects.events()) {
            did(id, "reports " + describe(event));
        }
        for (Envelope envelope : effects.messages()) {
            did(id, "tells " + envelope.to() + " " + describe(envelope.message()));
            send(envelope.to(), envelope.message());
        }
        for (StartAnswer answer : effects.started()) {
            did(id, "answers " + answer);
        }
        effects.persistLate().forEach(write -> persist(id, "persists late ", write));
        deadlines.put(id, effects.deadline());
    }

    private void persist(NodeId id, String how, DiskWrite write) {
        HardState state = ((DiskWrite.State) write).state();
        disks.put(id, state);
        did(
                id,
                how + "term " + state.term() + ", vote "
                        + state.votedFor().map(NodeId::toString).orElse("-"));
    }

    private void send(NodeId to, Message message) {
        underWay.add(message);
        receivers.add(to);
    }

    private void did(NodeId id, String what) {
        say("  " + id + " " + what);
    }

    private void say(String line) {
        out.append(line).append('\n');
    }

    private String describe(NodeEvent event) {
        return String.format(
                "%s [%d ms, term %d, %s]",
                describe(event.fact()),
                event.clock() / MS,
                event.term(),
                event.role().word());
    }

    private static String describe(Fact fact) {
        String text = fact instanceof Fact.TimeoutDrawn drawn
                ? "TimeoutDrawn[" + drawn.timeout() / MS + " ms]"
                : fact instanceof Fact.Started started ? "Started[log=" + log(started.log()) + "]" : fact.toString();
        return text.replace("[]", "");
    }

    private static String describe(Message message) {
        if (message instanceof Message.RequestVote request) {
            return (request.preVote() ? "pre-vote" : "vote") + " for term " + request.term() + ", log "
                    + log(request.log());
        } else if (message instanceof Message.VoteReply reply) {
            return (reply.granted() ? "yes" : "no") + " to the " + (reply.preVote() ? "pre-vote" : "vote")
                    + " for term " + reply.requestTerm() + ", own term " + reply.term();
        } else if (message instanceof Message.AppendReply reply) {
            return (reply.success() ? "yes" : "no") + " to the leader of term " + reply.requestTerm() + ", own term "
                    + reply.term();
        }
        return "leads term " + message.term();
    }

    private static String describe(NodeStatus status) {
        return status.node() + " " + status.role().word() + " in term " + status.term() + ", voted "
                + status.votedFor().map(NodeId::toString).orElse("-") + ", follows "
                + status.leader().map(NodeId::toString).orElse("-");
    }

    private static String log(LogTail log) {
        return log.index() + "@" + log.term();
    }
}
