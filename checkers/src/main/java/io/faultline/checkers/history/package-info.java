/**
 * The history of a trial: its events, their one order, and the recorder that makes one.
 *
 * <p>Everything here is a value or builds one. Producers (a simulated or a real cluster) call {@link
 * io.faultline.checkers.history.HistoryRecorder}; checkers and reports read {@link
 * io.faultline.checkers.history.History}. Nothing here touches a clock, a thread, a socket, a file or chance; reading
 * and writing files is what the neighbour packages {@code json} and {@code jepsen} do.
 */
package io.faultline.checkers.history;
