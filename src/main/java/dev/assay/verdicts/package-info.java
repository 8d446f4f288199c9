/// What was said of which answer, by whom, and what is kept of it?
@NullMarked
package dev.assay.verdicts;

import org.jspecify.annotations.NullMarked;
