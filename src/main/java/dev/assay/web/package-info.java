/// Show me.
///
/// [dev.assay.web.Server] answers each address with a [dev.assay.web.Page]: a record made from the
/// ledger, which a template of `web/templates` shows and whose data stands at the same address with
/// `.json`. Records and formatting are public only for the templates.
@NullMarked
package dev.assay.web;

import org.jspecify.annotations.NullMarked;
