package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.kv.KvOperation.Acquire;
import io.faultline.node.kv.KvOperation.Add;
import io.faultline.node.kv.KvOperation.Append;
import io.faultline.node.kv.KvOperation.CompareAndSet;
import io.faultline.node.kv.KvOperation.Delete;
import io.faultline.node.kv.KvOperation.Dequeue;
import io.faultline.node.kv.KvOperation.Enqueue;
import io.faultline.node.kv.KvOperation.Read;
import io.faultline.node.kv.KvOperation.Release;
import io.faultline.node.kv.KvOperation.Transaction;
import io.faultline.node.kv.KvOperation.Write;
import io.faultline.node.kv.KvResult.Conflict;
import io.faultline.node.kv.KvResult.Invalid;
import io.faultline.node.kv.KvResult.Ok;
import io.faultline.node.raft.Bytes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyValueStoreTest {
    private final KeyValueStore store = new KeyValueStore();
    private long index;

    @Test
    void aKeyHasTheValueWrittenLastUntilItIsDeleted() {
        told(null, new Read("x"));
        told(null, new Write("x", 7));
        told(null, new Write("x", "seven"));
        told("seven", new Read("x"));
        told(null, new Delete("x"));
        told(null, new Read("x"));
        told(null, new Delete("x"));
    }

    @Test
    void writingNullIsDeleting() {
        long empty = store.digest();
        told(null, new Write("x", 7));
        told(null, new Write("x", null));
        told(null, new Read("x"));
        assertThat(store.digest()).isEqualTo(empty);
        assertThat(store.snapshot()).isEqualTo(new KeyValueStore().snapshot());
    }

    @Test
    void aCompareAndSetWithTheWrongValueChangesNothing() {
        told(null, new CompareAndSet("x", null, 1));
        assertThat(apply(new CompareAndSet("x", null, 2))).isEqualTo(new Conflict("the key has another value"));
        assertThat(apply(new CompareAndSet("x", "1", 2))).isInstanceOf(Conflict.class);
        told(1L, new Read("x"));
        told(null, new CompareAndSet("x", 1, List.of("a", 2)));
        told(null, new CompareAndSet("x", List.of("a", 2), null));
        told(null, new Read("x"));
    }

    @Test
    void appendMakesAListWhereThereIsNothingAndRefusesWhatIsNone() {
        told(null, new Append("x", 1));
        told(null, new Append("x", "b"));
        told(List.of(1L, "b"), new Read("x"));
        told(null, new Write("y", 7));
        assertThat(apply(new Append("y", 1)))
                .isEqualTo(new Invalid("the key's value is not a list: nothing can be appended to it"));
        told(7L, new Read("y"));
    }

    @Test
    void anAnswerThatWasGivenStaysAsItIsWhenTheListGrows() {
        told(null, new Append("x", 1));
        KvResult before = apply(new Read("x"));
        told(null, new Append("x", 2));
        assertThat(before).isEqualTo(new Ok(List.of(1L)));
    }

    @Test
    void aFullListRefusesTheNextElement() {
        for (int i = 0; i < KvLimits.LIST_ELEMENTS; i++) {
            told(null, new Append("x", i));
        }
        assertThat(apply(new Append("x", 1)))
                .isEqualTo(new Invalid(
                        "the key's list has no room for this element: 10000 elements and 524288 bytes are allowed"));
    }

    @Test
    void addTellsTheSumAndNeverGoesRound() {
        told(5L, new Add("x", 5));
        told(3L, new Add("x", -2));
        told(Long.MAX_VALUE, new Add("x", Long.MAX_VALUE - 3));
        assertThat(apply(new Add("x", 1))).isEqualTo(new Invalid("the sum does not fit into 64 bits"));
        told(Long.MAX_VALUE, new Read("x"));
        told(-1L, new Add("x", Long.MIN_VALUE));
        assertThat(apply(new Add("x", Long.MIN_VALUE))).isInstanceOf(Invalid.class);
        told(null, new Write("y", "5"));
        assertThat(apply(new Add("y", 1)))
                .isEqualTo(new Invalid("the key's value is not a number: nothing can be added to it"));
    }

    @Test
    void laterStepsOfATransactionSeeEarlierOnes() {
        told(null, new Write("x", 1));
        told(
                Arrays.asList(1L, null, 2L, null, null, List.of("a", "b")),
                new Transaction(List.of(
                        new Read("x"),
                        new Write("x", 2),
                        new Read("x"),
                        new Append("y", "a"),
                        new Append("y", "b"),
                        new Read("y"))));
        told(List.of(), new Transaction(List.of()));
    }

    @Test
    void aTransactionWithAStepThatCannotBeDoneDoesNothing() {
        told(null, new Write("x", 1));
        told(null, new Append("y", "a"));
        Bytes before = store.snapshot();
        long digest = store.digest();
        KvResult result = apply(new Transaction(List.of(
                new Write("z", 1), new Append("y", "b"), new Write("y", null), new Write("x", 2), new Append("x", 3))));
        assertThat(result)
                .isEqualTo(new Invalid("step 5 of the transaction can't be done, so none was:"
                        + " the key's value is not a list: nothing can be appended to it"));
        assertThat(store.snapshot()).isEqualTo(before);
        assertThat(store.digest()).isEqualTo(digest);
        told(null, new Append("y", "c"));
        told(List.of("a", "c"), new Read("y"));
    }

    @Test
    void aLockGoesToOneOwnerWithATokenGreaterThanAllBefore() {
        told(1L, new Acquire("l", "a"));
        told(1L, new Acquire("l", "a"));
        assertThat(apply(new Acquire("l", "b"))).isEqualTo(new Conflict("another owner holds the lock"));
        told(2L, new Acquire("m", "b"));
        assertThat(apply(new Release("l", "b"))).isEqualTo(new Conflict("this owner does not hold the lock"));
        told(null, new Release("l", "a"));
        assertThat(apply(new Release("l", "a"))).isInstanceOf(Conflict.class);
        told(3L, new Acquire("l", "a"));
    }

    @Test
    void tokensGoOnBehindASnapshotEvenWhenNoLockIsHeld() {
        told(1L, new Acquire("l", "a"));
        told(null, new Release("l", "a"));
        store.restore(store.snapshot());
        told(2L, new Acquire("l", "a"));
    }

    @Test
    void aQueueGivesEachElementOnceAndInOrder() {
        told(null, new Dequeue("q"));
        told(null, new Enqueue("q", 1));
        told(null, new Enqueue("q", List.of("a")));
        told(null, new Enqueue("r", 3));
        told(1L, new Dequeue("q"));
        told(null, new Enqueue("q", 1));
        told(List.of("a"), new Dequeue("q"));
        told(1L, new Dequeue("q"));
        told(null, new Dequeue("q"));
        told(3L, new Dequeue("r"));
        assertThat(store.digest()).isEqualTo(new KeyValueStore().digest());
    }

    @Test
    void theDigestOfAQueueTellsTheOrderAndNotWhatWentThroughBefore() {
        KeyValueStore other = new KeyValueStore();
        for (Object element : new Object[] {"gone", "gone too", 1, 2}) {
            other.apply(1, 0, new KvCommand(new Enqueue("q", element), null));
        }
        told(null, new Enqueue("q", 1));
        told(null, new Enqueue("q", 2));
        assertThat(other.digest()).isNotEqualTo(store.digest());
        other.apply(1, 0, new KvCommand(new Dequeue("q"), null));
        other.apply(1, 0, new KvCommand(new Dequeue("q"), null));
        assertThat(other.digest()).isEqualTo(store.digest());
        told(1L, new Dequeue("q"));
        told(null, new Enqueue("q", 1));
        assertThat(other.digest()).as("1, 2 against 2, 1").isNotEqualTo(store.digest());
    }

    @Test
    void keysLocksAndQueuesOfOneNameHaveNothingToDoWithEachOther() {
        told(null, new Write("x", 1));
        told(1L, new Acquire("x", "a"));
        told(null, new Enqueue("x", 2));
        told(1L, new Read("x"));
        told(2L, new Dequeue("x"));
        told(null, new Release("x", "a"));
        told(1L, new Read("x"));
    }

    @Test
    void aQueryReadsAndNothingElse() {
        told(null, new Write("x", 7));
        long digest = store.digest();
        Session unknown = new Session("c", 9);
        assertThat(store.query(new KvCommand(new Read("x"), unknown))).isEqualTo(new Ok(7L));
        assertThat(store.query(new KvCommand(new Transaction(List.of(new Read("x"), new Read("y"))), null)))
                .isEqualTo(new Ok(Arrays.asList(7L, null)));
        for (KvOperation operation : List.of(
                new Write("x", 8), new Dequeue("q"), new Transaction(List.of(new Read("x"), new Write("x", 8))))) {
            assertThat(store.query(new KvCommand(operation, null)))
                    .isEqualTo(new Invalid("only a read can be answered without an entry in the log"));
        }
        assertThat(store.digest()).isEqualTo(digest);
    }

    @Test
    void aSnapshotOfLittleIsSmallAndAnEmptyOneIsTheBeginning() {
        store.apply(1, 1_000_000_000_000L, new KvCommand(new Write("x", "1"), new Session("c1", 200)));
        for (int client = 0; client < 5; client++) {
            store.apply(1, 1_000_000_000_000L, new KvCommand(new Write("x", "1"), new Session("client" + client, 1)));
        }
        assertThat(store.snapshot().length()).as("lab: SnapshotSize").isLessThan(200);
        store.restore(Bytes.EMPTY);
        assertThat(store.digest()).isEqualTo(new KeyValueStore().digest());
        told(null, new Read("x"));
    }

    @Test
    void aSessionLivesForSomeTime() {
        assertThatThrownBy(() -> new KeyValueStore(new KvRules(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a session lives for 1 ns at least, not 0");
    }

    private KvResult apply(KvOperation operation) {
        return store.apply(++index, 0, new KvCommand(operation, null));
    }

    private void told(Object value, KvOperation operation) {
        assertThat(apply(operation)).as("entry %d, %s", index, operation).isEqualTo(new Ok(value));
    }
}
