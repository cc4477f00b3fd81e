package io.faultline.nemesis.fault;

import java.util.Locale;

/**
 * The registry of faults: name in files, record, class and one line of description.
 *
 * <p>Reader, writer, documentation and help are fed from here.
 */
public enum FaultKind {
    PARTITION(Partition.class, FaultClass.PARTITION, "cuts links in a shape: halves, ring, bridge…"),
    CUT_LINKS(LinkCut.class, FaultClass.PARTITION, "cuts exactly the links it lists"),
    LATENCY(Latency.class, FaultClass.LATENCY, "delays links by a base and jitter"),
    BANDWIDTH(Bandwidth.class, FaultClass.BANDWIDTH, "lets few bytes a second through"),
    SLICER(Slicer.class, FaultClass.BANDWIDTH, "slices the stream, with a delay between slices"),
    SLOW_CLOSE(SlowClose.class, FaultClass.RESET, "holds back the closing of a connection"),
    RESET_PEER(ResetPeer.class, FaultClass.RESET, "resets each connection after a delay"),
    LIMIT_DATA(LimitData.class, FaultClass.RESET, "closes each connection after some bytes"),
    LOSS(Loss.class, FaultClass.LOSS, "loses messages with a probability"),
    DUPLICATION(Duplication.class, FaultClass.DUPLICATION, "delivers messages twice"),
    REORDERING(Reordering.class, FaultClass.REORDERING, "holds some messages back, others overtake"),
    CRASH(Crash.class, FaultClass.CRASH, "kills processes, restarts them at the end"),
    STOP(Stop.class, FaultClass.STOP, "stops processes in good order, starts them at the end"),
    ROLLING_RESTART(RollingRestart.class, FaultClass.STOP, "restarts one node after the other"),
    PAUSE(Pause.class, FaultClass.PAUSE, "freezes processes, resumes them at the end"),
    POWER_CUT(PowerCut.class, FaultClass.POWER, "crashes nodes, un-fsynced bytes vanish"),
    TORN_RECORD(TornRecord.class, FaultClass.POWER, "power cut in the middle of the last record"),
    CORRUPT_RECORD(CorruptRecord.class, FaultClass.CORRUPTION, "crash that damages a stored record"),
    DISK_ERROR(DiskError.class, FaultClass.DISK, "lets writes fail"),
    SLOW_DISK(SlowDisk.class, FaultClass.DISK, "makes each sync take longer"),
    CLOCK_RATE(ClockRate.class, FaultClass.CLOCK, "lets clocks run fast or slow"),
    CLOCK_JUMP(ClockJump.class, FaultClass.CLOCK, "moves clocks at once"),
    CRASH_POINT(CrashPoint.class, FaultClass.CRASH_POINT, "crashes at a named point of a turn"),
    CHANGE_MEMBERS(ChangeMembers.class, FaultClass.MEMBERS, "removes members or makes them learners"),
    TRANSFER_LEADERSHIP(TransferLeadership.class, FaultClass.MEMBERS, "lets the leader hand over"),
    REQUEST_LOSS(RequestLoss.class, FaultClass.CLIENT_LINKS, "loses what clients ask nodes"),
    REPLY_LOSS(ReplyLoss.class, FaultClass.CLIENT_LINKS, "loses what nodes answer clients"),
    CLIENT_LATENCY(ClientLatency.class, FaultClass.CLIENT_LINKS, "delays requests, replies or both"),
    RESOLVED(Resolved.class, null, "a fault as it was resolved in an earlier run");

    private final Class<? extends Fault> type;
    private final FaultClass faultClass;
    private final String description;

    FaultKind(Class<? extends Fault> type, FaultClass faultClass, String description) {
        this.type = type;
        this.faultClass = faultClass;
        this.description = description;
    }

    /** Returns the name in files, such as {@code rolling-restart}. */
    public String kebab() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the record that carries the parameters. */
    public Class<? extends Fault> type() {
        return type;
    }

    /**
     * Returns the class this kind belongs to.
     *
     * @throws IllegalStateException for {@link #RESOLVED}, whose class is that of the fault it was
     */
    public FaultClass faultClass() {
        if (faultClass == null) {
            throw new IllegalStateException("'resolved' has no class of its own");
        }
        return faultClass;
    }

    /** Returns one line that says what the fault does. */
    public String description() {
        return description;
    }
}
