package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.kv.KvOperation.Acquire;
import io.faultline.node.kv.KvOperation.Add;
import io.faultline.node.kv.KvOperation.Append;
import io.faultline.node.kv.KvOperation.CompareAndSet;
import io.faultline.node.kv.KvOperation.Read;
import io.faultline.node.kv.KvOperation.Release;
import io.faultline.node.kv.KvOperation.Transaction;
import io.faultline.node.kv.KvOperation.Write;
import io.faultline.node.kv.KvResult.Invalid;
import io.faultline.node.kv.KvResult.Ok;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule decides: a service with one of them broken does what the rule is there to prevent. */
class KvRulesTest {
    private KeyValueStore store;

    @Test
    void withoutDeduplicationARepeatedRequestIsDoneAgain() {
        with(new KvRules() {
            @Override
            public boolean deduplicates() {
                return false;
            }
        });
        apply(new Add("x", 1), "c", 1);
        apply(new Add("x", 1), "c", 2);
        assertThat(apply(new Add("x", 1), "c", 2)).isEqualTo(new Ok(3L));
        assertThat(apply(new Add("x", 1), "c", 1)).isEqualTo(new Ok(4L));
    }

    /** S04, which does harm to clients only where an unknown session is opened by any request, as many services do. */
    @Test
    void withoutSessionsInTheSnapshotARepeatedRequestIsDoneAgainBehindIt() {
        with(new KvRules() {
            @Override
            public boolean snapshotsSessions() {
                return false;
            }

            @Override
            public boolean opensSession(long serial) {
                return true;
            }
        });
        apply(new Add("x", 1), "c", 5);
        assertThat(apply(new Add("x", 1), "c", 5)).isEqualTo(new Ok(1L));
        store.restore(store.snapshot());
        assertThat(apply(new Add("x", 1), "c", 5)).isEqualTo(new Ok(2L));
    }

    @Test
    void withoutSessionsInTheSnapshotTheDigestTellsOfIt() {
        with(new KvRules() {
            @Override
            public boolean snapshotsSessions() {
                return false;
            }
        });
        apply(new Add("x", 1), "c", 1);
        long before = store.digest();
        store.restore(store.snapshot());
        assertThat(store.digest()).isNotEqualTo(before);
        assertThat(apply(new Add("x", 1), "c", 2)).isInstanceOf(Invalid.class);
    }

    @Test
    void sessionsThatNeverExpireAreNeverForgotten() {
        with(new KvRules() {
            @Override
            public boolean isExpired(long time, long lastUsed, long ttl) {
                return false;
            }
        });
        apply(new Add("x", 1), "c", 1);
        assertThat(store.apply(2, Long.MAX_VALUE, new KvCommand(new Add("x", 1), new Session("c", 1))))
                .isEqualTo(new Ok(1L));
    }

    @Test
    void aCompareAndSetThatAlwaysHoldsOverwritesAnyValue() {
        with(new KvRules() {
            @Override
            public boolean casHolds(Object actual, Object expected) {
                return true;
            }
        });
        apply(new Write("x", 1), null, 0);
        assertThat(apply(new CompareAndSet("x", 5, 6), null, 0)).isInstanceOf(Ok.class);
        assertThat(apply(new Read("x"), null, 0)).isEqualTo(new Ok(6L));
    }

    @Test
    void aTransactionThatIsNotUndoneLeavesItsFirstStepsBehind() {
        with(new KvRules() {
            @Override
            public boolean undoesTransaction() {
                return false;
            }
        });
        apply(new Transaction(List.of(new Write("x", 1), new Append("x", 2))), null, 0);
        assertThat(apply(new Read("x"), null, 0)).isEqualTo(new Ok(1L));
    }

    @Test
    void aLockThatIsGivenTwiceHasTwoOwnersAndOneThatAnybodyReleasesHasNone() {
        with(new KvRules() {
            @Override
            public boolean mayAcquire(String holder, String owner) {
                return true;
            }

            @Override
            public boolean mayRelease(String holder, String owner) {
                return true;
            }
        });
        long empty = store.digest();
        apply(new Release("free", "a"), null, 0);
        assertThat(store.digest()).isEqualTo(empty);
        assertThat(apply(new Acquire("l", "a"), null, 0)).isEqualTo(new Ok(1L));
        assertThat(apply(new Acquire("l", "b"), null, 0)).isEqualTo(new Ok(2L));
        KeyValueStore same = new KeyValueStore();
        same.restore(store.snapshot());
        assertThat(same.digest()).as("digest from scratch").isEqualTo(store.digest());
        assertThat(apply(new Release("l", "a"), null, 0)).isInstanceOf(Ok.class);
    }

    @Test
    void aTokenThatDoesNotRiseIsToldAsItIs() {
        with(new KvRules() {
            @Override
            public long nextToken(long last) {
                return 1;
            }
        });
        apply(new Acquire("l", "a"), null, 0);
        apply(new Release("l", "a"), null, 0);
        assertThat(apply(new Acquire("l", "b"), null, 0)).isEqualTo(new Ok(1L));
    }

    private void with(KvRules rules) {
        store = new KeyValueStore(rules, 1_000);
    }

    private KvResult apply(KvOperation operation, String client, long serial) {
        return store.apply(1, 0, new KvCommand(operation, client == null ? null : new Session(client, serial)));
    }
}
