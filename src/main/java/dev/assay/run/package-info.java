/// How is an experiment run, and resumed?
@NullMarked
package dev.assay.run;

import org.jspecify.annotations.NullMarked;
