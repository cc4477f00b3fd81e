package io.faultline.checkers.election;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the maximal stretches in which some majority owes a settled leader.
 *
 * <p>At a moment, nodes with a majority of the voters are such a group when they are awake and not impaired, every two of
 * them are connected both ways by links that are not degraded, and every link between them and any other awake node is
 * cut. What the others do among themselves does not matter: they cannot be heard. Two majorities overlap, so there is
 * at most one such group.
 *
 * <p>A stretch goes on while the group stays the same, none of its nodes restarts, and no link between it and any
 * other node, awake or not, is cut or healed: a link healed towards a node that is down may still deliver what was
 * stuck in it. That a node outside, which cannot be heard anyway, crashes or restarts does not end it.
 *
 * <p>Where members change, the voters are those of the newest configuration that was seen committed, and all of the
 * group must have it in force. A stretch ends when that changes. Strangers, who were removed or never added, need not be cut
 * off where all nodes ask for pre-votes: what a removed node's log lacks keeps it from any majority (dissertation §4.2.3).
 * But what they were about when they were members must have passed, so that none may come or go, be impaired or hardly heard.
 *
 * <p>Deaf nodes, where they are judged: a node that hears no awake node cannot take part, and with pre-vote it cannot
 * disturb either (dissertation §9.6), so it is left out when groups are formed. It must reach all of the group by clean
 * links, or none of it: a deaf leader heard by some only keeps these from helping the others, and no promise is broken.
 */
final class CalmStretches {
    private final ConditionTimeline timeline;
    private final int nodes;
    private final boolean ignoreDeaf;
    private final boolean ignoreStrangers;

    private CalmStretches(ConditionTimeline timeline, Trace trace, boolean judgeDeaf) {
        this.timeline = timeline;
        this.nodes = trace.names.size();
        this.ignoreStrangers = trace.preVote();
        this.ignoreDeaf = judgeDeaf && trace.preVote();
    }

    /** All stretches of at least this length, in order. */
    static List<CalmStretch> find(ConditionTimeline timeline, Trace trace, boolean judgeDeaf, long least) {
        return new CalmStretches(timeline, trace, judgeDeaf).find(least);
    }

    private List<CalmStretch> find(long least) {
        List<CalmStretch> found = new ArrayList<>();
        int first = 0;
        while (first < timeline.moments()) {
            Moment begin = timeline.moment(first);
            long group = group(begin);
            int last = first;
            if (group != 0) {
                long deaf = heardDeaf(begin, group);
                while (last + 1 < timeline.moments()
                        && goesOn(group, deaf, timeline.moment(last), timeline.moment(last + 1))) {
                    last++;
                }
                CalmStretch stretch = new CalmStretch(
                        group, deaf, begin.index, timeline.endIndexOf(last), begin.time, timeline.endOf(last));
                if (stretch.length() >= least) {
                    found.add(stretch);
                }
            }
            first = last + 1;
        }
        return found;
    }

    private boolean goesOn(long group, long deaf, Moment now, Moment next) {
        long strangers = strangers(now);
        return (next.restarted & (group | deaf | strangers)) == 0
                && ((now.awake ^ next.awake) & strangers) == 0
                && now.constituency.configuration() == next.constituency.configuration()
                && sameBorder(group, now, next)
                && group(next) == group
                && heardDeaf(next, group) == deaf;
    }

    private boolean sameBorder(long group, Moment now, Moment next) {
        for (int n = 0; n < nodes; n++) {
            boolean inside = (group >> n & 1) != 0;
            if (inside && ((now.cutTo(n) ^ next.cutTo(n) | now.cutFrom(n) ^ next.cutFrom(n)) & ~group) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The group of this moment, 0 when there is none. */
    private long group(Moment moment) {
        Constituency constituency = moment.constituency;
        if (constituency == null) {
            return 0;
        }
        long taking = moment.awake & ~strangers(moment);
        long hearing = ignoreDeaf ? taking & ~deaf(moment) : taking;
        for (long rest = hearing & constituency.voters(); rest != 0; rest &= rest - 1) {
            int n = Long.numberOfTrailingZeros(rest);
            long linked = hearing & ~moment.cutTo(n) & ~moment.cutFrom(n) | 1L << n;
            if (Long.bitCount(linked & constituency.voters()) >= constituency.majority()) {
                // Any group shares a node with this majority, and so would have to be it.
                return isGroup(linked, hearing, moment) ? linked : 0;
            }
        }
        return 0;
    }

    private boolean isGroup(long group, long hearing, Moment moment) {
        long able = moment.constituency.members() & moment.constituency.agreeing() & ~moment.impaired;
        if ((group & ~able) != 0) {
            return false;
        }
        for (long rest = group; rest != 0; rest &= rest - 1) {
            int n = Long.numberOfTrailingZeros(rest);
            long self = 1L << n;
            long bothWays = hearing & ~moment.cutTo(n) & ~moment.cutFrom(n) | self;
            long anyWay = hearing & ~(moment.cutTo(n) & moment.cutFrom(n)) | self;
            if (bothWays != group || anyWay != group || (moment.degradedTo(n) & group & ~self) != 0) {
                return false;
            }
        }
        return strangersAreHeardWell(group, moment) && (!ignoreDeaf || deafReachAllOrNone(group, moment));
    }

    /** Nodes that are no members, where they can't disturb. */
    private long strangers(Moment moment) {
        return ignoreStrangers && moment.constituency != null ? ~moment.constituency.members() : 0;
    }

    private boolean strangersAreHeardWell(long group, Moment moment) {
        for (long rest = strangers(moment) & moment.awake; rest != 0; rest &= rest - 1) {
            int n = Long.numberOfTrailingZeros(rest);
            boolean linked = (group & ~(moment.cutTo(n) & moment.cutFrom(n))) != 0;
            if (linked && ((moment.impaired >> n & 1) != 0 || (moment.degradedTo(n) & group) != 0)) {
                return false;
            }
        }
        return true;
    }

    /** Awake nodes that hear no other awake node, though there is one; strangers left aside. */
    private long deaf(Moment moment) {
        long taking = moment.awake & ~strangers(moment);
        long deaf = 0;
        for (int n = 0; n < nodes; n++) {
            long others = taking & ~(1L << n);
            boolean hearsNobody = others != 0 && (others & ~moment.cutFrom(n)) == 0;
            if ((taking >> n & 1) != 0 && hearsNobody) {
                deaf |= 1L << n;
            }
        }
        return deaf;
    }

    private boolean deafReachAllOrNone(long group, Moment moment) {
        long deaf = deaf(moment);
        for (int n = 0; n < nodes; n++) {
            if ((deaf >> n & 1) != 0) {
                long reached = group & ~moment.cutTo(n);
                boolean all =
                        reached == group && (moment.degradedTo(n) & group) == 0 && (moment.impaired >> n & 1) == 0;
                if (reached != 0 && !all) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The deaf nodes that the group hears. */
    private long heardDeaf(Moment moment, long group) {
        if (!ignoreDeaf) {
            return 0;
        }
        long heard = 0;
        long deaf = deaf(moment);
        for (int n = 0; n < nodes; n++) {
            if ((deaf >> n & 1) != 0 && (group & ~moment.cutTo(n)) != 0) {
                heard |= 1L << n;
            }
        }
        return heard;
    }
}
