/// A language model that runs here, in a process of its own.
@NullMarked
package dev.assay.judge.local;

import org.jspecify.annotations.NullMarked;
