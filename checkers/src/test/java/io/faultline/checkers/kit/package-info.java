/** What the tests of this module share: seeded draws, properties over many seeds, golden files. */
package io.faultline.checkers.kit;
