package io.faultline.node.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports of the loopback address that nobody listens at.
 *
 * <p>They lie below those that the system gives to outgoing connections: a node that tries to reach a peer that is
 * down must not be given the peer's own port to do so from.
 */
public final class FreePorts {
    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 32_000;

    /** Unseeded on purpose: two builds on one machine must not try the same ports in the same order. */
    private static final Random RANDOM = new Random();

    private FreePorts() {}

    /** A port that is free now. */
    public static int next() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = LOWEST + RANDOM.nextInt(HIGHEST - LOWEST);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new AssertionError("no free port between " + LOWEST + " and " + HIGHEST);
    }
}
