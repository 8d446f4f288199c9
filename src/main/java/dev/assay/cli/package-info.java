/// Do it from the shell.
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
