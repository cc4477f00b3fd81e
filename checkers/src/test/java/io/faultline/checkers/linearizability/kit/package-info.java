/** Random small histories for each model, the slow twin that decides them, and other things tests of linearizability share. */
package io.faultline.checkers.linearizability.kit;
