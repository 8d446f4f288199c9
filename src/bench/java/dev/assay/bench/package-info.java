/// How fast is it? Each `*Benchmark` has a `main` and prints a Markdown table.
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
