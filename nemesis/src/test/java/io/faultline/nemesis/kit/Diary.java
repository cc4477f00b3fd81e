package io.faultline.nemesis.kit;

import io.faultline.nemesis.fault.Fault;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.play.FaultLog;
import io.faultline.nemesis.play.Outcome;
import io.faultline.nemesis.play.Timeline;
import java.util.ArrayList;
import java.util.List;

/** A fault log that can be read line by line: {@code 5 beginning 1 [n2]}. */
public final class Diary implements FaultLog {

    private final Timeline timeline;
    private final List<String> lines = new ArrayList<>();

    /** Writes times of that timeline. */
    public Diary(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Returns the lines so far. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void beginning(int id, Fault fault, Injection resolved) {
        write("beginning " + id + " " + resolved.touched());
    }

    @Override
    public void began(int id, Fault fault, Injection resolved, Outcome outcome) {
        write("began " + id + " " + outcome.readBack());
    }

    @Override
    public void ending(int id, Fault fault, Injection resolved) {
        write("ending " + id);
    }

    @Override
    public void ended(int id, Fault fault, Injection resolved, Outcome outcome) {
        write("ended " + id + " " + outcome.readBack());
    }

    @Override
    public void phase(String name) {
        write("phase " + name);
    }

    private void write(String line) {
        lines.add(timeline.now() + " " + line);
    }
}
