/**
 * The models: what a register, a map, a lock or a queue promises, each a value in one file.
 *
 * <p>{@link io.faultline.checkers.linearizability.model.Models} is the door: it names them all. A model of a user's own stands
 * beside them on equal terms. What never happens here: anything that depends on real time, or on which calls came before but
 * through the state.
 */
package io.faultline.checkers.linearizability.model;
