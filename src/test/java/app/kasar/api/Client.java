package app.kasar.api;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sends requests as one token's owner. Immutable; may be shared by threads. */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    private final URI server;
    private final Map<String, String> headers;
    private final HttpClient.Version version;

    Client(URI server, String token) {
        this(server, Map.of("Authorization", "Bearer " + token), HttpClient.Version.HTTP_2);
    }

    private Client(URI server, Map<String, String> headers, HttpClient.Version version) {
        this.server = server;
        this.headers = headers;
        this.version = version;
    }

    /** A client of a server that runs elsewhere. */
    public static Client of(URI server, String token) {
        return new Client(server, token);
    }

    /** The same client with one more header. */
    public Client with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(server, more, version);
    }

    /** The same client speaking HTTP/1.1, as curl does. */
    public Client overHttp1() {
        return new Client(server, headers, HttpClient.Version.HTTP_1_1);
    }

    /** The same client on another node. */
    public Client at(URI node) {
        return new Client(node, headers, version);
    }

    /** What the server answered. */
    public record Reply(int status, JsonNode body, java.net.http.HttpHeaders headers) {
        /** This reply, after checking its status. */
        public Reply expect(int expected) {
            assertThat(status).as(() -> String.valueOf(body)).isEqualTo(expected);
            return this;
        }

        public JsonNode data() {
            return body.path("data");
        }

        public String id() {
            return data().path("id").asString();
        }

        public String code() {
            return body.path("code").asString("");
        }

        public String message() {
            return body.path("message").asString("");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    /** What is not JSON, as it comes. */
    public HttpResponse<String> raw(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path));
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** @param query names and values, encoded here */
    public Reply get(String path, Map<String, ?> query) {
        var encoded = query.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(String.valueOf(parameter.getValue())))
                .collect(Collectors.joining("&"));
        return get(path + "?" + encoded);
    }

    public Reply post(String path, Object body) {
        return send("POST", path, body);
    }

    public Reply put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Reply patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    public Reply delete(String path, Object body) {
        return send("DELETE", path, body);
    }

    /** @param body a String is sent as it is, anything else as JSON; null is no body */
    public Reply send(String method, String path, Object body) {
        var text = body == null || body instanceof String ? (String) body : Json.MAPPER.writeValueAsString(body);
        return send(method, path, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a GET answers, as it comes. */
    public HttpResponse<byte[]> download(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path));
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public Reply send(String method, String path, byte[] body) {
        return send(method, path, body, "application/json");
    }

    /** Sends a file. */
    public Reply upload(String path, String contentType, byte[] file) {
        return send("POST", path, file, contentType);
    }

    /** An answer that is not JSON. */
    public String text(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path));
        headers.forEach(request::setHeader);
        var response = exchange(request.build());
        assertThat(response.statusCode()).as(response::body).isEqualTo(200);
        return response.body();
    }

    private Reply send(String method, String path, byte[] body, String contentType) {
        var request =
                HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).version(version);
        headers.forEach(request::setHeader);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.setHeader("Content-Type", contentType);
            request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        }
        var response = exchange(request.build());
        var json = response.body().isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(response.body());
        return new Reply(response.statusCode(), json, response.headers());
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
