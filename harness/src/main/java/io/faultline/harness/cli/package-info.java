/**
 * The command line: words in, a trial run, stored and told of, an exit code out.
 *
 * <p>{@link io.faultline.harness.cli.Faultline} is the door, and lists the commands. A command parses what it was given,
 * calls the packages that do the work, and prints. What the user got wrong is one sentence and exit code 254, what we got
 * wrong is one sentence and 255. What never happens here: deciding anything about a history.
 */
package io.faultline.harness.cli;
