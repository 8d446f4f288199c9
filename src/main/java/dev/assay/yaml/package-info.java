/// What does the file say, and where is it wrong?
@NullMarked
package dev.assay.yaml;

import org.jspecify.annotations.NullMarked;
