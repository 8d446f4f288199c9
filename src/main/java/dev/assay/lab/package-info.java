/// What can be asked of everything that was kept?
@NullMarked
package dev.assay.lab;

import org.jspecify.annotations.NullMarked;
