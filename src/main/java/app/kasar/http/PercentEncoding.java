package app.kasar.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding as RFC 3986 has it, of UTF-8 text, strictly. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** The text cannot be decoded; the message says why, to be put behind what it is about. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** @param plusIsSpace as in query strings that forms send */
    static String decode(String text, boolean plusIsSpace) throws Malformed {
        if (isPlain(text, plusIsSpace)) {
            return text;
        }
        var decoded = text(bytes(text, plusIsSpace));
        if (decoded.indexOf('\0') >= 0) {
            throw new Malformed("holds the character U+0000");
        }
        return decoded;
    }

    private static boolean isPlain(String text, boolean plusIsSpace) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%' || c == '+' && plusIsSpace || c >= 0x7f || c < ' ') {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text, boolean plusIsSpace) throws Malformed {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else if (c < 0x7f) {
                bytes.write(c == '+' && plusIsSpace ? ' ' : c);
            } else {
                throw new Malformed("holds a character that is not percent-encoded");
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int index) throws Malformed {
        var value = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (value < 0) {
            throw new Malformed("has a '%' that two hexadecimal digits do not follow");
        }
        return value;
    }

    private static String text(byte[] bytes) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Malformed("is not UTF-8 once its percent-encoding is undone");
        }
    }
}
