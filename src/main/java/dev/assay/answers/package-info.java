/// What did another system answer, and how was it scored there?
@NullMarked
package dev.assay.answers;

import org.jspecify.annotations.NullMarked;
