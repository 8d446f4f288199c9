/// What should be found for which question?
@NullMarked
package dev.assay.golden;

import org.jspecify.annotations.NullMarked;
