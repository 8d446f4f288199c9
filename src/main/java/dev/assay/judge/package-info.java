/// What does a model say about this chunk or answer?
@NullMarked
package dev.assay.judge;

import org.jspecify.annotations.NullMarked;
