package app.kasar.bench;

import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request, and the SQL that is its floor.
 *
 * @param request the bytes of the request with this number
 * @param sql a pgbench script of the same work; null where there is nothing to compare with
 * @param isAlone whether one connection sends them, one after the other, to see how long one takes
 */
record Workload(
        String name, LongFunction<byte[]> request, @Nullable String sql, boolean isAlone) {
    static final String ALONE = ", one at a time";

    Workload(String name, LongFunction<byte[]> request, @Nullable String sql) {
        this(name, request, sql, false);
    }

    /** The same requests, one at a time. */
    Workload alone() {
        return new Workload(name + ALONE, request, null, true);
    }

    static byte[] get(String path, String token) {
        return ("GET /api/v1" + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] send(String method, String path, String token, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = method + " /api/v1" + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        var start = head.getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }
}
