/**
 * The weak levels, read committed, read atomic and causal, by complete algorithms: {@link
 * io.faultline.checkers.transactions.weak.WeakLevel} is the door.
 *
 * <p>Each forces some transactions before others: if one that a reader knows of wrote a key too, it came before the one whose
 * version was read (Biswas and Enea 2019; near-linear after AWDIT, Møldrup and Pavlogiannis 2025). The level holds if and only
 * if that, with what is known anyway, makes no circle; no order of versions need be known. Reads that are wrong by themselves are
 * found elsewhere, before.
 */
package io.faultline.checkers.transactions.weak;
