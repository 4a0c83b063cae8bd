package app.kasar.inbox.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message says that the messages before it did not: without quotes, the lines that announce them, the headers
 * that mail programs copy above them, and the signature.
 */
final class NewText {
    /** Longer texts say new things early or not at all. */
    private static final int LOOKED_AT = 50_000;

    /** A line that announces a quote may be broken in two or three. */
    private static final int LINES_OF_AN_ANNOUNCEMENT = 3;

    private static final Pattern QUOTED = Pattern.compile("\\s{0,3}[>|].*");
    private static final Pattern COLON = Pattern.compile("[:：]\\s*$");
    private static final Pattern SIGNATURE =
            Pattern.compile("--\\s*|_{5,}\\s*|\\s*(?i:sent from my \\S.*|sent from (?:yahoo|outlook|mail) .*"
                    + "|von meinem \\S+ gesendet.*|envoyé de(?:puis)? mon .*|enviado desde mi .*|enviado do meu .*|inviato da(?:l mio)? .*"
                    + "|verstuurd vanaf mijn .*|отправлено с .*)");

    /** Known by its first word, so it may go over several lines. */
    private static final Pattern ANNOUNCEMENT = Pattern.compile("(?iu)[\\s*-]*(?:"
            + "on\\b.{3,300}\\b(?:wrote|writes)|am\\b.{3,300}\\bschrieb.{0,200}|le\\b.{3,300}a écrit|el\\b.{3,300}escribió"
            + "|il\\b.{3,300}ha scritto|em\\b.{3,300}escreveu|op\\b.{3,300}(?:schreef|het volgende geschreven).{0,200}"
            + "|(?:den|på)\\b.{3,300}(?:skrev|följande).{0,200}|w dniu\\b.{3,300}napisał\\S{0,5}.{0,200}"
            + "|dne\\b.{3,300}napsal\\S{0,5}.{0,200}|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}.{0,20}\\d[:.]\\d\\d.{1,200}@.{1,200}"
            + ")\\s*[:：]\\s*");

    /** Known by its last word, or by a time and an address, in one line. */
    private static final Pattern LOOSE_ANNOUNCEMENT = Pattern.compile("(?iu)[\\s*-]*(?:"
            + ".{3,200}\\b(?:wrote|writes|schrieb|schrieben|a écrit|escribió|ha scritto|escreveu|schreef|skrev)"
            + "|.{3,300}(?:пишет|писал\\S{0,3}|написал\\S{0,3}|yazdı|写道|寫道|のメール|書きました|작성)"
            + "|.{0,200}\\d[:.]\\d\\d.{1,200}<\\s?[^<>]+@[^<>]+>"
            + ")\\s*[:：]\\s*");

    private static final Pattern ORIGINAL = Pattern.compile(
            "(?iu)\\s*-{2,}\\s*(?:original message|original appointment|forwarded message|reply message|forwarded by .*"
                    + "|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message original|message transféré|mensaje original|mensaje reenviado"
                    + "|messaggio originale|messaggio inoltrato|mensagem original|oorspronkelijk bericht|originalmeddelande|ursprungligt meddelande"
                    + "|oprindelig meddelelse|opprinnelig melding|исходное сообщение|пересылаемое сообщение|wiadomość oryginalna|původní zpráva"
                    + "|原始邮件|原始郵件|元のメッセージ|원본 메시지)\\s*-{0,}\\s*|\\s*begin forwarded message:\\s*");

    private static final Pattern COPIED_FROM =
            Pattern.compile("(?iu)[\\s*]*(?:from|von|de|da|van|från|fra|od|от|发件人|寄件者|差出人|보낸 사람)\\s*[:：]\\**\\s*\\S.*");
    private static final Pattern COPIED_OTHER = Pattern.compile(
            "(?iu)[\\s*]*(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|inviato|data|a|oggetto"
                    + "|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|отправлено|дата|кому|тема|发送时间|收件人|主题|日付|宛先|件名)\\s*[:：].*");

    private final List<String> lines;
    private final List<String> kept = new ArrayList<>();

    private NewText(List<String> lines) {
        this.lines = lines;
    }

    /** All of it where nothing of it is new: a message forwarded without a word still says something. */
    static String of(String text) {
        var beginning = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        var fresh = new NewText(beginning.lines().toList()).read();
        return fresh.isBlank() ? beginning.replaceAll("(?m)^[> ]+", "") : fresh;
    }

    private String read() {
        for (var at = 0; at < lines.size(); ) {
            if (ends(at)) {
                break;
            }
            at += step(at);
        }
        return String.join("\n", kept);
    }

    /** How many lines are done with. */
    private int step(int at) {
        if (isQuoted(at)) {
            return 1;
        }
        var announcement = announcement(at);
        if (announcement.isPresent()) {
            return announcement.get();
        }
        kept.add(lines.get(at));
        return 1;
    }

    /** Whether nothing new comes from here on. */
    private boolean ends(int at) {
        var line = lines.get(at);
        return SIGNATURE.matcher(line).matches()
                || ORIGINAL.matcher(line).matches()
                || isCopiedHeader(at)
                || announcement(at).filter(length -> !quoteFollows(at + length)).isPresent();
    }

    private boolean isQuoted(int at) {
        return QUOTED.matcher(lines.get(at)).matches();
    }

    /** The next line that says anything is a quote, so an answer may stand below it. */
    private boolean quoteFollows(int from) {
        var next = from;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        return next < lines.size() && isQuoted(next);
    }

    private Optional<Integer> announcement(int at) {
        var joined = new StringBuilder();
        for (var length = 1; length <= LINES_OF_AN_ANNOUNCEMENT && at + length <= lines.size(); length++) {
            var line = lines.get(at + length - 1);
            if (line.isBlank() || line.length() > 400) {
                return Optional.empty();
            }
            joined.append(' ').append(line.strip());
            if (COLON.matcher(line).find() && announces(joined, length)) {
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }

    private static boolean announces(CharSequence text, int lines) {
        return ANNOUNCEMENT.matcher(text).matches()
                || lines == 1 && LOOSE_ANNOUNCEMENT.matcher(text).matches();
    }

    /** Three lines of headers at least, near each other and the sender among them. */
    private boolean isCopiedHeader(int at) {
        var near = lines.subList(at, Math.min(at + 5, lines.size()));
        return isHeader(lines.get(at))
                && near.stream().anyMatch(line -> COPIED_FROM.matcher(line).matches())
                && near.stream().filter(NewText::isHeader).count() >= 3;
    }

    private static boolean isHeader(String line) {
        return line.length() < 1_000
                && (COPIED_FROM.matcher(line).matches()
                        || COPIED_OTHER.matcher(line).matches());
    }
}
