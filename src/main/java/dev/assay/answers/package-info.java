/// What did another system answer, how was it scored there, and which answer do people prefer?
@NullMarked
package dev.assay.answers;

import org.jspecify.annotations.NullMarked;
