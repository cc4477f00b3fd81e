/**
 * Dependency graphs of transactions, and the cycles in them.
 *
 * <p>{@link io.faultline.checkers.transactions.graph.GraphBuilder} takes edges, {@link
 * io.faultline.checkers.transactions.graph.CycleSearch} finds what contradicts itself. Nodes are numbers of transactions;
 * nothing here knows what they did. First, whatever can't be on a cycle is peeled off in arrays of integers, which of a sound
 * history leaves nothing. What is left becomes sparse JGraphT graphs, whose strongly connected components are found there, and
 * in each a shortest cycle of the strongest shape is looked for.
 */
package io.faultline.checkers.transactions.graph;
