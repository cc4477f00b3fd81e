package io.faultline.harness.report;

import io.faultline.harness.report.page.Page.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style and the script of every report, read from resources once.
 *
 * <p>The content security policy names them by their digests: should any text of a run ever get past the templates'
 * escaping, the browser still runs nothing but these two, and loads nothing at all.
 */
final class Inlined {
    static final Assets ASSETS = read();

    private Inlined() {}

    private static Assets read() {
        String style = resource("report.css");
        String script = resource("report.js");
        String policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '"
                + digest(style) + "'; script-src '" + digest(script) + "'";
        return new Assets(style, script, policy);
    }

    private static String resource(String name) {
        try (InputStream in = Inlined.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            if (text.contains("</")) {
                throw new IllegalStateException(name + " must not hold \"</\": it would end its own element");
            }
            return text;
        } catch (IOException error) {
            throw new UncheckedIOException("cannot read the resource " + name, error);
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException("every Java has SHA-256", error);
        }
    }
}
