/// What do I hand to the person who decides?
@NullMarked
package dev.assay.report;

import org.jspecify.annotations.NullMarked;
