package io.faultline.node.process;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Answers over HTTP: each is one JSON object, and ends the exchange; the connection may be used again. */
final class Http {
    private Http() {}

    /** The request's body; null when it was too long, which then has been said. */
    static byte[] body(HttpExchange exchange, int longest) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(longest + 1);
        if (body.length > longest) {
            refuse(exchange, 413, "too-long", "a request is at most " + longest + " bytes long; nothing was done");
            return null;
        }
        return body;
    }

    /**
     * Says that something was not done, or that nobody knows.
     *
     * @param code a word for programs
     * @param error a sentence for people
     */
    static void refuse(HttpExchange exchange, int status, String code, String error) throws IOException {
        respond(exchange, status, json -> {
            json.writeStringProperty("error", error);
            json.writeStringProperty("code", code);
        });
    }

    static void respond(HttpExchange exchange, int status, Consumer<JsonGenerator> fields) throws IOException {
        respond(exchange, status, Json.line(fields));
    }

    static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean head = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
