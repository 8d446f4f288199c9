/// What follows from what came out?
@NullMarked
package dev.assay.analysis;

import org.jspecify.annotations.NullMarked;
