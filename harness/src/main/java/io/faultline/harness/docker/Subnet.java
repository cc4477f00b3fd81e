package io.faultline.harness.docker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * The addresses of a cluster's network.
 *
 * <p>Nobody looks up names in it: while a node is down its name is not known, the engine then asks the name server of
 * its host, and one answer that is lost on the way holds up a link for five seconds.
 *
 * @param cidr such as {@code 172.18.0.0/16}
 */
record Subnet(String cidr) {
    /** The first hosts: the network itself, and the engine's gateway. */
    private static final int TAKEN = 2;

    /** The host of that number, from 0. */
    String host(int number) {
        try {
            String base = cidr.substring(0, cidr.indexOf('/'));
            int address =
                    ByteBuffer.wrap(InetAddress.getByName(base).getAddress()).getInt();
            byte[] host = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(address + TAKEN + number)
                    .array();
            return InetAddress.getByAddress(host).getHostAddress();
        } catch (UnknownHostException | StringIndexOutOfBoundsException e) {
            throw new EngineException("the engine made a network at '" + cidr + "', which is no range of addresses", e);
        }
    }
}
