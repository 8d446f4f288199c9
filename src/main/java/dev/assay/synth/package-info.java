/// Which questions could be asked of this corpus?
@NullMarked
package dev.assay.synth;

import org.jspecify.annotations.NullMarked;
