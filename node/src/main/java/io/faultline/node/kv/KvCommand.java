package io.faultline.node.kv;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Payload;
import java.util.Objects;

/**
 * An operation of a client as an entry of the log.
 *
 * <p>Immutable. The bytes are made when they are first asked for, so that a simulated node never makes them.
 */
public final class KvCommand implements Payload.Command {
    private final KvOperation operation;
    /** Null without a session; apart, as logs under load hold many of these. */
    private final String client;

    private final long serial;
    private final int size;
    private Bytes bytes;
    /** 0 until somebody asks. */
    private long hash;

    /**
     * A command; without a session ({@code null}) it is done as often as it stands in the log.
     *
     * @throws IllegalArgumentException when it takes more than {@link KvLimits#COMMAND_BYTES}
     */
    public KvCommand(KvOperation operation, Session session) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.client = session == null ? null : session.client();
        this.serial = session == null ? 0 : session.serial();
        this.size = CommandFormat.size(operation, session);
        if (size > KvLimits.COMMAND_BYTES) {
            throw new IllegalArgumentException("the value makes a command of " + size + " bytes, more than the "
                    + KvLimits.COMMAND_BYTES + " allowed");
        }
    }

    /**
     * Reads what {@link #bytes} made.
     *
     * @throws IllegalArgumentException when it can't be read
     */
    public static KvCommand read(Bytes bytes) {
        KvCommand command = CommandFormat.read(bytes.array());
        command.bytes = bytes;
        return command;
    }

    public KvOperation operation() {
        return operation;
    }

    /** Null without one. */
    public Session session() {
        return client == null ? null : new Session(client, serial);
    }

    /** The session's client, null without one. */
    String client() {
        return client;
    }

    /** The session's serial, 0 without one. */
    long serial() {
        return serial;
    }

    @Override
    public Bytes bytes() {
        if (bytes == null) {
            bytes = Bytes.wrap(CommandFormat.write(operation, session(), size));
        }
        return bytes;
    }

    @Override
    public long hash() {
        if (hash == 0) {
            hash = CommandFormat.hash(operation, client, serial);
        }
        return hash;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof KvCommand command
                        && operation.equals(command.operation)
                        && Objects.equals(client, command.client)
                        && serial == command.serial;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    @Override
    public String toString() {
        return client == null ? operation.toString() : operation + " of " + client + ", number " + serial;
    }
}
