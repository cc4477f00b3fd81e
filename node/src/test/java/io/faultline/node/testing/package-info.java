/** Small real things that several packages' tests share. */
package io.faultline.node.testing;
