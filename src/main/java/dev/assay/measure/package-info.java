/// How good is this run, and is that one better?
@NullMarked
package dev.assay.measure;

import org.jspecify.annotations.NullMarked;
