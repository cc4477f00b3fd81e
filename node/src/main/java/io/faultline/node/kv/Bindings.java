package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The map from keys to values. */
final class Bindings {
    private static final long SEED = 0x6D61;

    private static final class Binding {
        private final long keyHash;
        private Object value;
        private long hash;

        private Binding(long keyHash) {
            this.keyHash = keyHash;
        }
    }

    private final Map<String, Binding> byKey = new HashMap<>();
    private long digest;

    /** The value of a key, null when it has none. */
    Object get(String key) {
        Binding binding = byKey.get(key);
        return binding == null ? null : binding.value;
    }

    /** A key gets a value, or has none any more when that is null. */
    void put(String key, Object value) {
        if (value == null) {
            Binding gone = byKey.remove(key);
            digest ^= gone == null ? 0 : gone.hash;
            return;
        }
        Binding binding = byKey.get(key);
        if (binding == null) {
            binding = new Binding(Digests.mix(SEED, Texts.hash(key)));
            byKey.put(key, binding);
        }
        digest ^= binding.hash;
        binding.value = value;
        binding.hash = Digests.mix(binding.keyHash, Values.hash(value));
        digest ^= binding.hash;
    }

    /** The exclusive or of a hash for each key with its value. */
    long digest() {
        return digest;
    }

    void write(FieldWriter out) {
        out.number(byKey.size());
        new TreeMap<>(byKey).forEach((key, binding) -> {
            out.text(key);
            out.value(binding.value);
        });
    }

    static Bindings read(FieldReader in) {
        Bindings read = new Bindings();
        String before = "";
        for (long left = in.number(); left != 0; left--) {
            String key = in.nextName(before);
            read.put(KvLimits.key(key), in.present());
            before = key;
        }
        return read;
    }
}
