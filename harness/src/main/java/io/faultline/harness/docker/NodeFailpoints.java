package io.faultline.harness.docker;

import io.faultline.nemesis.fault.Point;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all faults in force together ask of the failpoints of one node.
 *
 * @param errorProbability that a write fails
 * @param failNextWrites how many of the next writes fail for certain
 * @param extraSyncNanos how much longer a sync takes
 * @param clockRate 1 is true
 * @param crash where the node is to crash; null for nowhere
 */
record NodeFailpoints(double errorProbability, int failNextWrites, long extraSyncNanos, double clockRate, Crash crash) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A node that nothing is asked of, as each is after its start. */
    static final NodeFailpoints NONE = new NodeFailpoints(0, 0, 0, 1, null);

    /**
     * A crash point.
     *
     * @param fault the fault that armed it
     */
    record Crash(int fault, Point point, int nth) {
        String word() {
            return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a write may fail. */
    boolean failsWrites() {
        return errorProbability > 0 || failNextWrites > 0;
    }

    /**
     * The request that makes a node so, as far as it is not.
     *
     * @param before what the node was asked before
     * @param seed which writes fail is drawn from it
     * @param jumped by how much its clock is to have jumped in all
     */
    JsonNode request(NodeFailpoints before, long seed, long jumped) {
        ObjectNode request = JSON.createObjectNode();
        if (errorProbability != before.errorProbability
                || failNextWrites != before.failNextWrites
                || extraSyncNanos != before.extraSyncNanos) {
            request.putObject("disk")
                    .put("errorProbability", errorProbability)
                    .put("failNextWrites", failNextWrites)
                    .put("extraSyncNanos", extraSyncNanos)
                    .put("seed", seed);
        }
        request.putObject("clock").put("rate", clockRate).put("jumpedNanos", jumped);
        if (crash == null) {
            request.putNull("crash");
        } else if (!crash.equals(before.crash)) {
            request.putObject("crash").put("point", crash.word()).put("nth", crash.nth());
        }
        return request;
    }

    /** The request to end at that reading of the machine's monotonic clock. */
    static JsonNode haltingAt(long monotonic) {
        return JSON.createObjectNode().put("haltAt", monotonic);
    }

    /** The request to spoil the log and end. */
    static JsonNode spoiling(String record, long seed) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("spoil").put("record", record).put("seed", seed);
        return request;
    }

    /** Whether a node that says this of itself is so; passings of a point and failed writes count down. */
    boolean isIn(JsonNode state, long jumped) {
        JsonNode disk = state.path("disk");
        JsonNode clock = state.path("clock");
        JsonNode armed = state.path("crash");
        boolean armedAsWanted = crash == null
                ? armed.isNull()
                : armed.path("point").asString("").equals(crash.word())
                        && armed.path("nth").asInt() <= crash.nth();
        return disk.path("errorProbability").asDouble(-1) == errorProbability
                && disk.path("failNextWrites").asInt(Integer.MAX_VALUE) <= failNextWrites
                && disk.path("extraSyncNanos").asLong(-1) == extraSyncNanos
                && clock.path("rate").asDouble(-1) == clockRate
                && clock.path("jumpedNanos").asLong(-1) == jumped
                && armedAsWanted;
    }

    /** Whether a node that says this of itself is so but for its crash point, which it has come to already. */
    boolean hasCrashedIn(JsonNode state, long jumped) {
        NodeFailpoints rest = new NodeFailpoints(errorProbability, failNextWrites, extraSyncNanos, clockRate, null);
        return crash != null && rest.isIn(state, jumped);
    }

    /** What a node says of itself, for the record. */
    static String text(JsonNode state) {
        JsonNode disk = state.path("disk");
        JsonNode clock = state.path("clock");
        JsonNode armed = state.path("crash");
        String crash = armed.isNull()
                ? "no crash point"
                : "crash point " + armed.path("point").asString() + " in " + armed.path("nth");
        return crash + ", writes fail " + disk.path("errorProbability") + " and next " + disk.path("failNextWrites")
                + ", syncs +" + disk.path("extraSyncNanos") + " ns, clock rate " + clock.path("rate") + " jumped "
                + clock.path("jumpedNanos") + " ns";
    }
}
