/// In what order, and how are two orders merged?
@NullMarked
package dev.assay.ranking;

import org.jspecify.annotations.NullMarked;
