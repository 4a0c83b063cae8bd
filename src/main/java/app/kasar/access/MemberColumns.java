package app.kasar.access;

import app.kasar.db.Row;
import java.time.ZoneId;

/** How a workspace user is read from the organization's table of them. */
public final class MemberColumns {
    /** The columns {@link #read} expects first, in its order, of a table known as {@code u}. */
    public static final String SELECTED = "u.id, u.user_id, u.full_name, u.user_email, u.avatar_url, u.time_zone";

    /** The column after them. */
    public static final int NEXT = 7;

    private MemberColumns() {}

    public static Member read(Row row) {
        var zone = row.text(6);
        return new Member(
                row.requiredUuid(1),
                row.requiredUuid(2),
                row.requiredText(3),
                row.requiredText(4),
                row.text(5),
                zone == null ? null : ZoneId.of(zone));
    }
}
