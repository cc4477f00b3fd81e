package io.faultline.node.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes in one of the ways in which disks, networks and people do. */
public final class Mutation {
    private Mutation() {}

    /** Damaged bytes; in rare cases they are equal to the original ones. */
    public static byte[] of(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int times = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
        for (int i = 0; i < times; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return noise(random, 1 + random.nextInt(40));
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(30));
        switch (random.nextInt(11)) {
            case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[from] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(bytes, from, to, (byte) 0);
            case 3 -> Arrays.fill(bytes, from, to, (byte) 0xFF);
            case 4 -> System.arraycopy(noise(random, to - from), 0, bytes, from, to - from);
            case 5 -> {
                return Arrays.copyOf(bytes, from);
            }
            case 6 -> {
                return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            }
            case 7 -> {
                return join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            }
            case 8 -> {
                return join(
                        Arrays.copyOf(bytes, from),
                        noise(random, 1 + random.nextInt(20)),
                        Arrays.copyOfRange(bytes, from, bytes.length));
            }
            case 9 -> {
                return join(bytes, random.nextBoolean() ? new byte[to - from] : noise(random, to - from));
            }
            default -> {
                return noise(random, random.nextInt(2 * bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
