/**
 * The service that the log drives: a map from keys to values, with locks, queues and sessions of clients.
 *
 * <p>{@link io.faultline.node.kv.KeyValueStore} is the door; {@link io.faultline.node.kv.KvCommand} is what it is told and
 * {@link io.faultline.node.kv.KvResult} what it says, {@link io.faultline.node.kv.KvJson} both in the words of clients. Every
 * rule of it that a bug could break is one method of {@link io.faultline.node.kv.KvRules}. What never happens
 * here: a clock, a thread, I/O, an iteration in hash order: the same entries make the same state on every node.
 */
package io.faultline.node.kv;
