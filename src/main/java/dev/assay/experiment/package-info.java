/// What was run exactly, and what came out?
@NullMarked
package dev.assay.experiment;

import org.jspecify.annotations.NullMarked;
