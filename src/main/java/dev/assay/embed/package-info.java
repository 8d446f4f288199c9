/// Here is a text; what is its vector?
@NullMarked
package dev.assay.embed;

import org.jspecify.annotations.NullMarked;
