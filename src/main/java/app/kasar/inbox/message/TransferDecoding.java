package app.kasar.inbox.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The encodings a body travels in, undone as far as the bytes allow: what is cut off or spoilt ends the body, and the part before it is kept. */
final class TransferDecoding {
    private TransferDecoding() {}

    static byte[] decode(byte[] raw, String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> base64(raw);
            case "quoted-printable" -> quotedPrintable(raw);
            case "uuencode", "x-uuencode", "x-uue", "uue" -> library(raw, "uuencode");
            default -> raw;
        };
    }

    /** Characters of no meaning are skipped, wherever they are; a quantum cut short gives the bytes it has. */
    static byte[] base64(byte[] raw) {
        var out = new ByteArrayOutputStream(raw.length / 4 * 3);
        var quantum = new byte[raw.length + 3];
        var length = 0;
        for (var each : raw) {
            if (each == '=') {
                out.writeBytes(whole(quantum, length));
                length = 0;
            } else if (isBase64(each)) {
                quantum[length++] = each;
            }
        }
        out.writeBytes(whole(quantum, length));
        return out.toByteArray();
    }

    private static byte[] whole(byte[] characters, int length) {
        return Base64.getDecoder().decode(Arrays.copyOf(characters, length % 4 == 1 ? length - 1 : length));
    }

    private static boolean isBase64(byte each) {
        return each >= 'A' && each <= 'Z'
                || each >= 'a' && each <= 'z'
                || each >= '0' && each <= '9'
                || each == '+'
                || each == '/';
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
