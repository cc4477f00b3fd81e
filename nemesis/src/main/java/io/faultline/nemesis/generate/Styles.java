package io.faultline.nemesis.generate;

import io.faultline.nemesis.fault.FaultClass;

/** The registry of styles: one for each class. */
final class Styles {

    private Styles() {}

    static EpisodeStyle of(FaultClass faultClass, Draw draw, Scene scene) {
        return switch (faultClass) {
            case PARTITION -> new PartitionStyle(draw, scene);
            case LATENCY, BANDWIDTH, LOSS, DUPLICATION, REORDERING, RESET -> new LinkStyle(faultClass, draw, scene);
            case CRASH, STOP, PAUSE, POWER -> new OutageStyle(faultClass, draw, scene);
            case DISK, CLOCK -> new MachineStyle(faultClass, draw, scene);
            case CRASH_POINT -> new CrashPointStyle(draw, scene);
            case CORRUPTION -> new CorruptionStyle(draw, scene);
            case MEMBERS -> new MembersStyle(draw, scene);
            case CLIENT_LINKS -> new ClientLinkStyle(draw, scene);
        };
    }

    /** Returns whether a cluster of that size can suffer the class at all. */
    static boolean possible(FaultClass faultClass, int nodes) {
        return switch (faultClass) {
            case PARTITION, LATENCY, BANDWIDTH, LOSS, DUPLICATION, REORDERING, RESET, MEMBERS -> nodes >= 2;
            case CORRUPTION -> nodes >= 3;
            case CRASH, STOP, PAUSE, POWER, DISK, CLOCK, CRASH_POINT, CLIENT_LINKS -> true;
        };
    }
}
