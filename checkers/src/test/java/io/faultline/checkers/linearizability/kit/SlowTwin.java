package io.faultline.checkers.linearizability.kit;

import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Model;
import java.util.List;

/** Whether calls are linearizable, found out by trying every order of them: slow, and obvious. */
public final class SlowTwin {
    private SlowTwin() {}

    /** Whether some order of these calls, pending ones put in or left out, keeps to real time and to the model. */
    public static <S> boolean isLinearizable(Model<S> model, List<Call> calls) {
        return isLinearizable(model, calls, Call.NEVER - 1);
    }

    /** The same, where those that return later than that may be left out as well. */
    public static <S> boolean isLinearizable(Model<S> model, List<Call> calls, long horizon) {
        return isLinearizable(model, calls, horizon, new boolean[calls.size()], model.initial());
    }

    private static <S> boolean isLinearizable(
            Model<S> model, List<Call> calls, long horizon, boolean[] placed, S state) {
        if (allReturnedAre(placed, calls, horizon)) {
            return true;
        }
        for (int i = 0; i < placed.length; i++) {
            if (!placed[i] && mayBeNext(calls.get(i), calls, placed)) {
                S after = model.step(state, calls.get(i));
                if (after != null) {
                    placed[i] = true;
                    if (isLinearizable(model, calls, horizon, placed, after)) {
                        return true;
                    }
                    placed[i] = false;
                }
            }
        }
        return false;
    }

    private static boolean allReturnedAre(boolean[] placed, List<Call> calls, long horizon) {
        for (int i = 0; i < placed.length; i++) {
            if (!placed[i] && calls.get(i).end() <= horizon) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayBeNext(Call call, List<Call> calls, boolean[] placed) {
        for (int i = 0; i < placed.length; i++) {
            if (!placed[i] && calls.get(i).precedes(call)) {
                return false;
            }
        }
        return true;
    }
}
