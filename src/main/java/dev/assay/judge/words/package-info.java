/// What do the words of two sentences say of one another, without a model?
@NullMarked
package dev.assay.judge.words;

import org.jspecify.annotations.NullMarked;
