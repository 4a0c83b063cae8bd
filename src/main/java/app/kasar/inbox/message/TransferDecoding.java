package app.kasar.inbox.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The encodings a body travels in, undone as far as the bytes allow: what is cut off or spoilt ends the body, and the part before it is kept. */
final class TransferDecoding {
    private TransferDecoding() {}

    static byte[] decode(byte[] raw, String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> looksLikeBase64(raw) ? base64(raw) : raw;
            case "quoted-printable" -> quotedPrintable(raw);
            case "uuencode", "x-uuencode", "x-uue", "uue" -> library(raw, "uuencode");
            default -> raw;
        };
    }

    static boolean isSpoilt(byte[] raw, String encoding) {
        return encoding.strip().equalsIgnoreCase("base64") && !looksLikeBase64(raw);
    }

    /** A text that only says it was base64 would be lost if it were decoded. */
    private static boolean looksLikeBase64(byte[] raw) {
        var body = Bytes.of(raw);
        for (var at = body.start(); at < body.end(); at = body.nextLine(at)) {
            if (!body.line(at).isBlank()) {
                var line = new String(body.line(at).copy(), StandardCharsets.ISO_8859_1).strip();
                return line.matches("[A-Za-z0-9+/]*+(=.*)?");
            }
        }
        return true;
    }

    /**
     * Characters of no meaning are skipped, and a quantum cut short gives the bytes it has. After the padding more may
     * follow, as some senders join pieces; but a line that is not all base64 is then somebody's footer.
     */
    static byte[] base64(byte[] raw) {
        var out = new ByteArrayOutputStream(raw.length / 4 * 3);
        var body = Bytes.of(raw);
        var quantum = new Quantum(out);
        for (var at = body.start(); at < body.end(); at = body.nextLine(at)) {
            var line = body.line(at);
            if (quantum.padded && !isBase64(line)) {
                break;
            }
            quantum.take(line);
        }
        quantum.finish();
        return out.toByteArray();
    }

    private static boolean isBase64(Bytes line) {
        for (var at = line.start(); at < line.end(); at++) {
            if (!isBase64(line.message()[at]) && line.message()[at] != '=') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(byte each) {
        return each >= 'A' && each <= 'Z'
                || each >= 'a' && each <= 'z'
                || each >= '0' && each <= '9'
                || each == '+'
                || each == '/';
    }

    /** Up to four characters that make three bytes. */
    private static final class Quantum {
        private final ByteArrayOutputStream out;
        private final byte[] characters = new byte[4];
        private int length;
        private boolean padded;

        Quantum(ByteArrayOutputStream out) {
            this.out = out;
        }

        void take(Bytes line) {
            for (var at = line.start(); at < line.end(); at++) {
                var each = line.message()[at];
                if (each == '=') {
                    padded = true;
                    end();
                } else if (isBase64(each)) {
                    add(each);
                }
            }
        }

        private void add(byte each) {
            characters[length++] = each;
            if (length == characters.length) {
                end();
            }
        }

        /** What is cut short behind the padding is no piece of its own. */
        void finish() {
            if (!padded) {
                end();
            }
        }

        private void end() {
            out.writeBytes(Base64.getDecoder().decode(Arrays.copyOf(characters, length == 1 ? 0 : length)));
            length = 0;
        }
    }

    static byte[] quotedPrintable(byte[] raw) {
        return library(raw, "quoted-printable");
    }

    private static byte[] library(byte[] raw, String encoding) {
        try {
            return asFarAsItGoes(MimeUtility.decode(new ByteArrayInputStream(raw), encoding));
        } catch (MessagingException unknown) {
            throw new IllegalArgumentException(encoding, unknown);
        }
    }

    private static byte[] asFarAsItGoes(InputStream decoding) {
        var out = new ByteArrayOutputStream();
        try {
            decoding.transferTo(out);
        } catch (IOException spoilt) {
            return out.toByteArray();
        }
        return out.toByteArray();
    }
}
