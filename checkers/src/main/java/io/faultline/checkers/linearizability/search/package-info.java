/**
 * The search for a linearization, for any model.
 *
 * <p>{@link io.faultline.checkers.linearizability.search.Search} is the door. Calls are numbers here, a set of calls is a few
 * bits, and a state is the number it got when it was first seen; objects are met only at the edge. What never happens here: a
 * table that grows without being counted, a loop that does not look at its limits, an answer that depends on the order of a
 * hash table.
 */
package io.faultline.checkers.linearizability.search;
