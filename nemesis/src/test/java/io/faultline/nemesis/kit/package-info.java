/** What the tests of this module share: seeded values, golden files, a timeline and an injector. */
package io.faultline.nemesis.kit;
