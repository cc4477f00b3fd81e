/** What {@code docs/LINEARIZABILITY.md} shows, compiled and run. */
package io.faultline.checkers.linearizability.docs;
