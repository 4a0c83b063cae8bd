package app.kasar.transfer;

import app.kasar.query.plan.FileOutputs.Layout;
import app.kasar.query.request.ListRequest;

/**
 * What to export, and how.
 *
 * @param asked which records and fields, as of a list; its page is not looked at
 * @param isWhole whether compound fields are written whole, or as their primary value
 * @param escapesFormulas whether texts that spreadsheets would run are kept from it
 */
public record ExportRequest(ListRequest asked, ExportFormat format, boolean isWhole, boolean escapesFormulas) {

    Layout layout() {
        if (!isWhole) {
            return Layout.PRIMARY;
        }
        return format == ExportFormat.CSV ? Layout.COLUMNS : Layout.TREES;
    }
}
