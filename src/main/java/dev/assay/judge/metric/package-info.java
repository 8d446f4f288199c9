/// Which number follows from what a judge said?
@NullMarked
package dev.assay.judge.metric;

import org.jspecify.annotations.NullMarked;
