package io.faultline.node.failpoint;

import io.faultline.node.raft.NodeId;
import io.faultline.node.storage.Disk;
import io.faultline.node.storage.LogDamage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * All failpoints of one node process: what stands in for its disk and its clock, the hook of its turns, and the requests
 * that change them.
 *
 * <p>A request is a JSON object with one field for each failpoint that it sets, or with null to undo it: {@code crash},
 * {@code haltAt}, {@code disk}, {@code clock}, or {@code spoil}, which ends the process. It is carried out as a whole or
 * not at all. The answer is the state afterwards. May be asked by any thread.
 *
 * <pre>{@code
 * Failpoints failpoints = new Failpoints(self, data, disk, why -> Runtime.getRuntime().halt(why.exitCode()));
 * Answer answer = failpoints.request("{\"crash\":{\"point\":\"after-send\",\"nth\":1}}".getBytes(UTF_8));
 * }</pre>
 */
public final class Failpoints implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double RATE_MAX = 1_000_000;

    private static final long SENT_AFTER = 5_000_000;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;

    private final NodeId node;
    private final Path data;
    private final FailpointDisk disk;
    private final NodeClock clock;
    private final Consumer<Halt> halt;
    private final CrashPoint crashPoint = new CrashPoint();
    private final HaltInstant haltInstant;

    /**
     * Failpoints that do nothing yet.
     *
     * @param data the directory of the node's write-ahead log
     * @param disk what the node's disk is without failpoints
     * @param halt ends the process, at once and for good
     */
    public Failpoints(NodeId node, Path data, Disk disk, Consumer<Halt> halt) {
        this.node = node;
        this.data = data.toAbsolutePath().normalize();
        this.disk = new FailpointDisk(disk);
        this.halt = halt;
        this.haltInstant = new HaltInstant(() -> halt.accept(Halt.CRASH));
        this.clock = new NodeClock(haltInstant::read);
    }

    /**
     * What is to be told.
     *
     * @param status as in HTTP
     * @param body a JSON object and a line feed
     */
    public record Answer(int status, byte[] body) {}

    /** The disk the node is to use. */
    public Disk disk() {
        return disk;
    }

    /** The clock the node is to use. */
    public NodeClock clock() {
        return clock;
    }

    /** The node's turn has come to this point; does not return when that was where it is to crash. */
    public void pass(TurnPoint point) {
        if (crashPoint.passes(point)) {
            if (point == TurnPoint.AFTER_SEND) {
                letSendersSend();
            }
            halt.accept(Halt.CRASH);
        }
    }

    /** What was sent is in the hands of the senders' threads: a crash now would undo it, and be one before sending. */
    private static void letSendersSend() {
        long until = System.nanoTime() + SENT_AFTER;
        for (long left = SENT_AFTER; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The state of all failpoints. */
    public Answer state() {
        return answer(OK, this::writeState);
    }

    /** Carries out a request. */
    public Answer request(byte[] body) {
        try {
            RequestFields fields = RequestFields.parse(body);
            List<Change> changes = changes(fields);
            fields.end();
            for (Change change : changes) {
                change.make();
            }
            return state();
        } catch (BadRequestException | IllegalArgumentException e) {
            return refusal(BAD_REQUEST, e.getMessage());
        } catch (IOException e) {
            return refusal(FAILED, "the log could not be spoiled: " + e.getMessage());
        }
    }

    /** Ends what waits for an instant. */
    @Override
    public void close() {
        haltInstant.disarm();
    }

    // ---- requests ----

    private interface Change {
        void make() throws IOException;
    }

    /** Reads all of the request before anything is done; what ends the process comes last. */
    private List<Change> changes(RequestFields fields) throws BadRequestException {
        List<Change> changes = new ArrayList<>();
        if (fields.has("clock")) {
            changes.add(clockChange(fields.object("clock")));
        }
        if (fields.has("disk")) {
            changes.add(diskChange(fields.object("disk")));
        }
        if (fields.has("crash")) {
            changes.add(crashChange(fields.object("crash")));
        }
        if (fields.has("haltAt")) {
            changes.add(haltChange(fields.whole("haltAt", Long.MIN_VALUE)));
        }
        if (fields.has("spoil")) {
            changes.add(spoiling(fields.object("spoil")));
        }
        return changes;
    }

    private Change clockChange(RequestFields fields) throws BadRequestException {
        NodeClock.Skew now = clock.skew();
        if (fields == null) {
            return () -> clock.skew(1, now.jumped());
        }
        double rate = fields.number("rate", Double.MIN_VALUE, RATE_MAX, now.rate());
        long jumped = fields.whole("jumpedNanos", now.jumped(), now.jumped());
        fields.end();
        return () -> clock.skew(rate, jumped);
    }

    private Change diskChange(RequestFields fields) throws BadRequestException {
        if (fields == null) {
            return () -> disk.misbehave(FailpointDisk.Trouble.NONE, 0);
        }
        FailpointDisk.Trouble trouble = new FailpointDisk.Trouble(
                fields.number("errorProbability", 0, 1, 0),
                (int) Math.min(Integer.MAX_VALUE, fields.whole("failNextWrites", 0, 0)),
                fields.whole("extraSyncNanos", 0, 0));
        long seed = fields.whole("seed", Long.MIN_VALUE, 0);
        fields.end();
        return () -> disk.misbehave(trouble, seed);
    }

    private Change crashChange(RequestFields fields) throws BadRequestException {
        if (fields == null) {
            return crashPoint::disarm;
        }
        String word = fields.text("point");
        TurnPoint point = TurnPoint.of(word)
                .orElseThrow(() -> new BadRequestException(
                        "there is no point '" + word + "' in a turn; there are " + TurnPoint.words()));
        int nth = (int) Math.min(Integer.MAX_VALUE, fields.whole("nth", 1, 1));
        fields.end();
        return () -> crashPoint.arm(new CrashPoint.Armed(point, nth));
    }

    private Change haltChange(Long instant) throws BadRequestException {
        if (instant == null) {
            return haltInstant::disarm;
        }
        long past = System.nanoTime() - instant;
        if (past > 0) {
            throw new BadRequestException("the instant " + instant + " of this machine's clock is " + past + " ns ago");
        }
        return () -> haltInstant.arm(instant);
    }

    private Change spoiling(RequestFields fields) throws BadRequestException {
        if (fields == null) {
            throw new BadRequestException("what was spoiled stays so: 'spoil' can't be null");
        }
        String how = fields.text("record");
        SplittableRandom random = new SplittableRandom(fields.whole("seed", Long.MIN_VALUE, 0));
        fields.end();
        FailpointDisk.Damage damage = switch (how) {
            case "torn" -> files -> LogDamage.tear(files, data, node, random);
            case "corrupted" -> files -> LogDamage.corrupt(files, data, node, random);
            default -> throw new BadRequestException("a record can be torn or corrupted, not '" + how + "'");
        };
        return () -> disk.damage(damage, () -> halt.accept(Halt.LOG_SPOILED));
    }

    // ---- answers ----

    private void writeState(JsonGenerator json) {
        json.writeStringProperty("node", node.toString());
        CrashPoint.Armed armed = crashPoint.armed();
        if (armed == null) {
            json.writeNullProperty("crash");
        } else {
            json.writeObjectPropertyStart("crash");
            json.writeStringProperty("point", armed.point().word());
            json.writeNumberProperty("nth", armed.nth());
            json.writeEndObject();
        }
        Long instant = haltInstant.armed();
        if (instant == null) {
            json.writeNullProperty("haltAt");
        } else {
            json.writeNumberProperty("haltAt", instant);
        }
        FailpointDisk.Trouble trouble = disk.trouble();
        json.writeObjectPropertyStart("disk");
        json.writeNumberProperty("errorProbability", trouble.errorProbability());
        json.writeNumberProperty("failNextWrites", trouble.failNextWrites());
        json.writeNumberProperty("extraSyncNanos", trouble.extraSyncNanos());
        json.writeEndObject();
        NodeClock.Skew skew = clock.skew();
        json.writeObjectPropertyStart("clock");
        json.writeNumberProperty("rate", skew.rate());
        json.writeNumberProperty("jumpedNanos", skew.jumped());
        json.writeNumberProperty("aheadNanos", skew.ahead());
        json.writeEndObject();
    }

    private static Answer refusal(int status, String sentence) {
        return answer(status, json -> json.writeStringProperty("error", sentence));
    }

    private static Answer answer(int status, Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        out.write('\n');
        return new Answer(status, out.toByteArray());
    }
}
