package io.faultline.checkers.history;

import java.util.Optional;

/** What a node takes itself for (Raft §5.1; the pre-candidate is the dissertation's §9.6). */
public enum Role {
    FOLLOWER("follower"),
    PRE_CANDIDATE("pre-candidate"),
    CANDIDATE("candidate"),
    LEADER("leader");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word for this role in a history file. */
    public String word() {
        return word;
    }

    /** The role a history file calls {@code word}; empty when there is none. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
